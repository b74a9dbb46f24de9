package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.time.Ids;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/// Mints, renews and verifies access tokens: JWT, ES256, a few minutes, never beyond the end of
/// their session. A signed-out session is remembered as long as a session can last, by this door
/// only.
final class SessionTokens {
  private static final String AUDIENCE = "agency-gateway";
  private static final String TENANT = "tenant";
  private static final String SESSION = "sid";
  private static final String SIGNED_IN = "auth_time";
  private static final int TOKENS_MAX = 10_000;
  private static final int REVOKED_MAX = 100_000;

  private final SessionSettings settings;
  private final InstantSource clock;
  private final Ids ids;
  private final ECDSASigner signer;
  private final ECDSAVerifier verifier;
  private final Cache<String, Session> verified =
      Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();
  private final Cache<String, Boolean> revoked;

  /// A token as the caller gets it.
  ///
  /// @param lifetime from now to its end
  record Token(String text, Duration lifetime) {}

  SessionTokens(SessionSettings settings, IdentitySettings keys, InstantSource clock, Ids ids) {
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.revoked =
        Caffeine.newBuilder()
            .maximumSize(REVOKED_MAX)
            .expireAfterWrite(settings.longest().plusSeconds(5))
            .build();
    try {
      ECKey key = SessionKey.load(keys.keyDirectory());
      this.signer = new ECDSASigner(key);
      this.verifier = new ECDSAVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("the session key is unusable", e);
    }
  }

  /// The first token of a new session.
  Token mint(String tenant, String user) {
    return mint(ids.next(), tenant, user, clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /// The next token of a session, unless it was signed out or has ended meanwhile.
  Token renew(Session session) {
    if (isRevoked(session)) {
      throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    }
    refuseEnded(session);
    return mint(session.id(), session.tenant(), session.user(), session.signedIn());
  }

  private Token mint(String session, String tenant, String user, Instant signedIn) {
    Instant now = clock.instant();
    Instant end = end(signedIn);
    Instant fresh = now.plus(settings.lifetime());
    Instant expiry = fresh.isBefore(end) ? fresh : end;
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .jwtID(ids.next())
            .issuer(SessionKey.ID)
            .audience(AUDIENCE)
            .subject(user)
            .claim(TENANT, tenant)
            .claim(SESSION, session)
            .claim(SIGNED_IN, Date.from(signedIn))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .build();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(SessionKey.ID).build(), claims);
      token.sign(signer);
      return new Token(token.serialize(), Duration.between(now, expiry));
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
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
    if (isRevoked(known)) {
      return Optional.empty();
    }
    refuseEnded(known);
    return clock.instant().isBefore(known.expiry()) ? Optional.of(known) : Optional.empty();
  }

  void revoke(Session session) {
    revoked.put(session.id(), true);
  }

  private boolean isRevoked(Session session) {
    return revoked.getIfPresent(session.id()) != null;
  }

  private void refuseEnded(Session session) {
    Instant end = end(session.signedIn());
    if (!clock.instant().isBefore(end)) {
      throw DoorException.of(DoorReason.SESSION_ENDED, end.toString());
    }
  }

  private Instant end(Instant signedIn) {
    return signedIn.plus(settings.longest());
  }

  private Optional<Session> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      String tenant = claims.getStringClaim(TENANT);
      String session = claims.getStringClaim(SESSION);
      Date signedIn = claims.getDateClaim(SIGNED_IN);
      boolean complete =
          SessionKey.ID.equals(claims.getIssuer())
              && claims.getAudience().contains(AUDIENCE)
              && claims.getExpirationTime() != null
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
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
