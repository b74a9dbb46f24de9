package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.kit.time.Ids;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/// Mints and verifies access tokens: JWT, ES256, a few minutes, never beyond the end of their
/// session. Whether the session still lives is another question.
public final class SessionTokens {
  /// Who access tokens are for.
  public static final String AUDIENCE = "agency-gateway";

  /// The claims that say whose session it is.
  public static final String TENANT = "tenant";

  public static final String SESSION = "sid";
  public static final String SIGNED_IN = "auth_time";

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
  private static final int TOKENS_MAX = 10_000;

  private final String issuer;
  private final SessionSettings settings;
  private final SigningKeys keys;
  private final InstantSource clock;
  private final Ids ids;
  private final Cache<String, Session> verified =
      Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();

  /// A token as the caller gets it.
  ///
  /// @param lifetime from now to its end
  record Token(String text, Duration lifetime, Session session) {}

  SessionTokens(
      String issuer, SessionSettings settings, SigningKeys keys, InstantSource clock, Ids ids) {
    this.issuer = issuer;
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.ids = ids;
  }

  /// The first token of a new session.
  Token mint(String tenant, String user) {
    return mint(ids.next(), tenant, user, clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /// The next token of a session, unless it has ended meanwhile.
  Token renew(Session session) {
    refuseEnded(session);
    return mint(session.id(), session.tenant(), session.user(), session.signedIn());
  }

  /// When a session that began then ends at the latest.
  Instant end(Instant signedIn) {
    return signedIn.plus(settings.longest());
  }

  /// The session of a token; empty when it is not to be trusted. Says so when the session has
  /// ended.
  Optional<Session> verify(String token) {
    Session known = verified.getIfPresent(token);
    if (known == null) {
      known = check(token).orElse(null);
      if (known == null) {
        return Optional.empty();
      }
      verified.put(token, known);
    }
    refuseEnded(known);
    return clock.instant().isBefore(known.expiry()) ? Optional.of(known) : Optional.empty();
  }

  private Token mint(String session, String tenant, String user, Instant signedIn) {
    Instant now = clock.instant();
    Instant end = end(signedIn);
    Instant fresh = now.plus(settings.lifetime());
    Instant expiry = fresh.isBefore(end) ? fresh : end;
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .jwtID(ids.next())
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(user)
            .claim(TENANT, tenant)
            .claim(SESSION, session)
            .claim(SIGNED_IN, Date.from(signedIn))
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .build();
    SigningKeys.Usable key = keys.current();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.jwk().getKeyID()).build(),
              claims);
      token.sign(key.signer());
      return new Token(
          token.serialize(),
          Duration.between(now, expiry),
          new Session(session, tenant, user, signedIn, expiry));
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  private void refuseEnded(Session session) {
    Instant end = end(session.signedIn());
    if (!clock.instant().isBefore(end)) {
      throw DoorException.of(DoorReason.SESSION_ENDED, end.toString());
    }
  }

  private Optional<Session> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      String key = jwt.getHeader().getKeyID();
      if (key == null || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
        return Optional.empty();
      }
      Optional<SigningKeys.Usable> ours = keys.find(key);
      return ours.isPresent() && jwt.verify(ours.get().verifier())
          ? session(jwt.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Session> session(JWTClaimsSet claims) throws ParseException {
    String tenant = claims.getStringClaim(TENANT);
    String session = claims.getStringClaim(SESSION);
    Date signedIn = claims.getDateClaim(SIGNED_IN);
    Date notBefore =
        Objects.requireNonNullElse(claims.getNotBeforeTime(), Date.from(Instant.EPOCH));
    boolean complete =
        issuer.equals(claims.getIssuer())
            && claims.getAudience().contains(AUDIENCE)
            && claims.getExpirationTime() != null
            && !notBefore.toInstant().isAfter(clock.instant().plus(CLOCK_TOLERANCE))
            && claims.getSubject() != null
            && session != null
            && signedIn != null
            && tenant != null;
    return complete
        ? Optional.of(
            new Session(
                session,
                tenant,
                claims.getSubject(),
                signedIn.toInstant(),
                claims.getExpirationTime().toInstant()))
        : Optional.empty();
  }
}
