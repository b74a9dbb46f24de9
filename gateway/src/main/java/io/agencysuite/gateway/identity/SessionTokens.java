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
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.time.Ids;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/// Mints and verifies access tokens: JWT, ES256, a few minutes. A signed-out session is remembered
/// until its token would have ended, by this door only.
final class SessionTokens {
  private static final String AUDIENCE = "agency-gateway";
  private static final String TENANT = "tenant";
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

  SessionTokens(SessionSettings settings, IdentitySettings keys, InstantSource clock, Ids ids) {
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.revoked =
        Caffeine.newBuilder()
            .maximumSize(REVOKED_MAX)
            .expireAfterWrite(settings.lifetime().plusSeconds(5))
            .build();
    try {
      ECKey key = SessionKey.load(keys.keyDirectory());
      this.signer = new ECDSASigner(key);
      this.verifier = new ECDSAVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("the session key is unusable", e);
    }
  }

  String mint(String tenant, String user) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .jwtID(ids.next())
            .issuer(SessionKey.ID)
            .audience(AUDIENCE)
            .subject(user)
            .claim(TENANT, tenant)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(settings.lifetime())))
            .build();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(SessionKey.ID).build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /// The session of a token; empty when it is not to be trusted.
  Optional<Session> verify(String token) {
    Session known = verified.getIfPresent(token);
    if (known == null) {
      known = check(token).orElse(null);
      if (known == null) {
        return Optional.empty();
      }
      verified.put(token, known);
    }
    boolean valid =
        clock.instant().isBefore(known.expiry()) && revoked.getIfPresent(known.id()) == null;
    return valid ? Optional.of(known) : Optional.empty();
  }

  void revoke(Session session) {
    revoked.put(session.id(), true);
  }

  private Optional<Session> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      String tenant = claims.getStringClaim(TENANT);
      boolean complete =
          SessionKey.ID.equals(claims.getIssuer())
              && claims.getAudience().contains(AUDIENCE)
              && claims.getExpirationTime() != null
              && claims.getJWTID() != null
              && claims.getSubject() != null
              && tenant != null;
      return complete
          ? Optional.of(
              new Session(
                  claims.getJWTID(),
                  tenant,
                  claims.getSubject(),
                  claims.getExpirationTime().toInstant()))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
