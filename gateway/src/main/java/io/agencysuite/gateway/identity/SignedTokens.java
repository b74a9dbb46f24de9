package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.kit.time.Ids;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/// Signs and verifies the door's access tokens: JWT, ES256, for this door.
final class SignedTokens {
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
  private static final int TOKENS_MAX = 10_000;

  private final String issuer;
  private final SigningKeys keys;
  private final InstantSource clock;
  private final Ids ids;
  private final Cache<String, JWTClaimsSet> verified =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(TOKENS_MAX).build();

  SignedTokens(String issuer, SigningKeys keys, InstantSource clock, Ids ids) {
    this.issuer = issuer;
    this.keys = keys;
    this.clock = clock;
    this.ids = ids;
  }

  /// An access token of this door.
  String sign(JWTClaimsSet.Builder claims, Instant now, Instant expiry) {
    return sign(claims, SessionTokens.AUDIENCE, now, expiry);
  }

  /// A token for somebody else, who must not bring it here.
  String sign(JWTClaimsSet.Builder claims, String audience, Instant now, Instant expiry) {
    JWTClaimsSet complete =
        claims
            .jwtID(ids.next())
            .issuer(issuer)
            .audience(audience)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .build();
    SigningKeys.Usable key = keys.current();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.jwk().getKeyID()).build(),
              complete);
      token.sign(key.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  /// What a token says that is ours, for us and begun; empty for any other. It may have expired.
  Optional<JWTClaimsSet> verify(String token) {
    JWTClaimsSet known = verified.getIfPresent(token);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<JWTClaimsSet> fresh = check(token);
    fresh.ifPresent(claims -> verified.put(token, claims));
    return fresh;
  }

  private Optional<JWTClaimsSet> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      String key = jwt.getHeader().getKeyID();
      if (key == null || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
        return Optional.empty();
      }
      Optional<SigningKeys.Usable> ours = keys.find(key);
      return ours.isPresent() && jwt.verify(ours.get().verifier())
          ? Optional.of(jwt.getJWTClaimsSet()).filter(this::isForUs)
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isForUs(JWTClaimsSet claims) {
    Date notBefore =
        Objects.requireNonNullElse(claims.getNotBeforeTime(), Date.from(Instant.EPOCH));
    return issuer.equals(claims.getIssuer())
        && claims.getAudience().contains(SessionTokens.AUDIENCE)
        && claims.getExpirationTime() != null
        && claims.getSubject() != null
        && !notBefore.toInstant().isAfter(clock.instant().plus(CLOCK_TOLERANCE));
  }
}
