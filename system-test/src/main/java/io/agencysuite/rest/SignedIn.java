package io.agencysuite.rest;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A user's credential: signs in when it is first needed, and again before the token runs out.
public final class SignedIn implements Supplier<String> {

  private static final Duration EARLY = Duration.ofMinutes(2);

  private final Rest anonymous;
  private final String email;
  private final String password;
  private @Nullable String authorization;
  private long renewAtNanos;

  private SignedIn(Rest anonymous, String email, String password) {
    this.anonymous = anonymous;
    this.email = email;
    this.password = password;
  }

  /// A client that calls as this user.
  public static Rest user(Rest anonymous, String email, String password) {
    return anonymous.as(new SignedIn(anonymous, email, password));
  }

  /// The whole value of the `Authorization` header after a fresh sign-in.
  public static String authorization(Rest anonymous, String email, String password) {
    return new SignedIn(anonymous, email, password).get();
  }

  @Override
  public synchronized String get() {
    String known = authorization;
    if (known != null && System.nanoTime() < renewAtNanos) {
      return known;
    }
    JsonNode session =
        anonymous.post("/v1/sessions", Json.object("email", email, "password", password)).json();
    String lifetime = Json.text(session, "expiresIn");
    long seconds = Long.parseLong(lifetime.substring(0, lifetime.length() - 1));
    renewAtNanos = System.nanoTime() + Duration.ofSeconds(seconds).minus(EARLY).toNanos();
    String fresh = "Bearer " + Json.text(session, "accessToken");
    authorization = fresh;
    return fresh;
  }
}
