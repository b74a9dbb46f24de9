package io.agencysuite.gateway.identity;

import io.agencysuite.gateway.error.DoorException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// People and their sessions, as the authorization server needs them: the same sign-in and the same
/// sessions as those of `POST /v1/sessions`.
public final class Logins {
  private final SignIns signIns;
  private final Beginnings begun;
  private final SessionTokens tokens;
  private final LiveSessions live;
  private final InstantSource clock;

  Logins(
      SignIns signIns,
      Beginnings begun,
      SessionTokens tokens,
      LiveSessions live,
      InstantSource clock) {
    this.signIns = signIns;
    this.begun = begun;
    this.tokens = tokens;
    this.live = live;
    this.clock = clock;
  }

  /// Whether passwords open the door.
  public boolean isLocal() {
    return signIns.isLocal();
  }

  /// Somebody whose password was right, or whose address another issuer has confirmed.
  ///
  /// @param codeMissing whether they are let in by [#code] only
  public record Known(Person person, boolean codeMissing) {}

  /// @param agent the whole user agent
  /// @throws DoorException if there were too many attempts, or no passwords are taken
  /// @throws io.grpc.StatusRuntimeException UNAUTHENTICATED if address or password are wrong
  public Known password(String email, String password, String address, @Nullable String agent) {
    SignIns.Known known = signIns.password(given(email, password, ""), address);
    return new Known(Person.of(known.answer(), clock.instant(), agent), known.codeMissing());
  }

  /// The active user whose address another issuer has confirmed.
  ///
  /// @param agent the whole user agent
  public Optional<Known> confirmed(String tenant, String email, @Nullable String agent) {
    return signIns
        .confirmed(tenant, email)
        .map(known ->
            new Known(Person.of(known.answer(), clock.instant(), agent), known.codeMissing()));
  }

  /// @param email what was given with the password
  /// @param code one-time or recovery code
  /// @throws DoorException if there were too many attempts, or the code is wrong
  public void code(Person person, String email, String code, String address) {
    signIns.code(person, given(email, "", code), address);
  }

  private static SignIn given(String email, String password, String code) {
    return new SignIn(email.strip().toLowerCase(Locale.ROOT), password, code);
  }

  /// @param application what stands in the list of sessions; empty for the console
  public SessionTokens.Token begin(
      Person person, String client, String application, Set<String> scopes) {
    return begun.begin(person, client, application, scopes);
  }

  /// @throws DoorException if the session has come to its end
  public SessionTokens.Token renew(Session session, Set<String> scopes) {
    return begun.renew(session, scopes);
  }

  /// When a session ends at the latest.
  public Instant end(Instant signedIn) {
    return tokens.end(signedIn);
  }

  /// The live session of an access token.
  public Optional<Session> session(String token) {
    try {
      return tokens.verify(token).filter(this::isLive);
    } catch (DoorException e) {
      return Optional.empty();
    }
  }

  /// True if neither the session nor its user nor the password has ended.
  public boolean isLive(Session session) {
    try {
      live.principalNow(session);
      return clock.instant().isBefore(tokens.end(session.signedIn()));
    } catch (DoorException e) {
      return false;
    }
  }

  public void end(Session session) {
    live.revoke(session);
  }
}
