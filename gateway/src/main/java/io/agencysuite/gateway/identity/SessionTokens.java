package io.agencysuite.gateway.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.kit.time.Ids;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Mints and reads the access tokens of sessions: a few minutes, never beyond the end of their
/// session. Whether the session still lives is another question.
public final class SessionTokens {
  /// Who access tokens are for.
  public static final String AUDIENCE = "agency-gateway";

  /// The claims that say whose session it is.
  public static final String TENANT = "tenant";

  public static final String SESSION = "sid";
  public static final String SIGNED_IN = "auth_time";

  /// The claims that say which application has it, and what for.
  public static final String CLIENT = "client_id";

  public static final String SCOPE = "scope";

  private final SignedTokens signed;
  private final SessionSettings settings;
  private final InstantSource clock;
  private final Ids ids;

  /// A token as the caller gets it.
  ///
  /// @param lifetime from now to its end
  public record Token(String text, Duration lifetime, Session session) {}

  SessionTokens(SignedTokens signed, SessionSettings settings, InstantSource clock, Ids ids) {
    this.signed = signed;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /// The first token of a new session.
  Token mint(Person person, String client, Set<String> scopes) {
    Instant now = clock.instant();
    return mint(
        new Session(
            ids.next(), person.tenant(), person.user(), person.signedIn(), now, client, scopes));
  }

  /// The next token of a session, unless it has ended meanwhile.
  Token renew(Session session, Set<String> scopes) {
    refuseEnded(session);
    return mint(
        new Session(
            session.id(),
            session.tenant(),
            session.user(),
            session.signedIn(),
            session.expiry(),
            session.client(),
            scopes));
  }

  /// When a session that began then ends at the latest.
  Instant end(Instant signedIn) {
    return signedIn.plus(settings.longest());
  }

  /// The session of a token; empty when it is not to be trusted. Says so when the session has
  /// ended.
  Optional<Session> verify(String token) {
    Optional<Session> session = signed.verify(token).flatMap(SessionTokens::session);
    session.ifPresent(this::refuseEnded);
    return session.filter(found -> clock.instant().isBefore(found.expiry()));
  }

  private Token mint(Session session) {
    Instant now = clock.instant();
    Instant end = end(session.signedIn());
    Instant fresh = now.plus(settings.lifetime());
    Instant expiry = fresh.isBefore(end) ? fresh : end;
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject(session.user())
            .claim(TENANT, session.tenant())
            .claim(SESSION, session.id())
            .claim(SIGNED_IN, Date.from(session.signedIn()));
    if (!session.client().isEmpty()) {
      claims.claim(CLIENT, session.client());
    }
    if (!session.scopes().isEmpty()) {
      claims.claim(SCOPE, String.join(" ", session.scopes()));
    }
    return new Token(
        signed.sign(claims, now, expiry),
        Duration.between(now, expiry),
        new Session(
            session.id(),
            session.tenant(),
            session.user(),
            session.signedIn(),
            expiry,
            session.client(),
            session.scopes()));
  }

  private void refuseEnded(Session session) {
    Instant end = end(session.signedIn());
    if (!clock.instant().isBefore(end)) {
      throw DoorException.of(DoorReason.SESSION_ENDED, end.toString());
    }
  }

  private static Optional<Session> session(JWTClaimsSet claims) {
    try {
      String tenant = claims.getStringClaim(TENANT);
      String session = claims.getStringClaim(SESSION);
      Date signedIn = claims.getDateClaim(SIGNED_IN);
      if (tenant == null || session == null || signedIn == null) {
        return Optional.empty();
      }
      String scope = Objects.requireNonNullElse(claims.getStringClaim(SCOPE), "");
      return Optional.of(
          new Session(
              session,
              tenant,
              claims.getSubject(),
              signedIn.toInstant(),
              claims.getExpirationTime().toInstant(),
              Objects.requireNonNullElse(claims.getStringClaim(CLIENT), ""),
              scope.isEmpty() ? Set.of() : Set.copyOf(List.of(scope.split(" ", -1)))));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
