package io.agencysuite.bench.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.Role;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identity check that every peer makes as the gateway does: bearer token, ES256, remembered
 * until it expires, then a signed identity for the service, remembered as the gateway's signer
 * does.
 */
final class CallerCheck {
  static final String HEADER = "x-agency-identity";
  private static final String BEARER = "Bearer ";

  private record Verified(Identity identity, Instant expiry) {}

  private final InstantSource clock = InstantSource.system();
  private final IdentitySigner signer;
  private final ECDSAVerifier verifier;
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder().maximumSize(10_000).build();

  CallerCheck(PeerSettings settings) {
    this.signer = new IdentitySigner(settings.identity(), clock);
    try {
      this.verifier = new ECDSAVerifier(BenchTokens.key(settings.keys()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the session key is unusable", e);
    }
  }

  /** The signed identity for the service; empty when the caller is not to be trusted. */
  Optional<String> vouch(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    String token = authorization.substring(BEARER.length());
    Verified known = verified.getIfPresent(token);
    if (known == null) {
      known = check(token).orElse(null);
      if (known == null) {
        return Optional.empty();
      }
      verified.put(token, known);
    }
    return clock.instant().isBefore(known.expiry())
        ? Optional.of(signer.sign(known.identity()))
        : Optional.empty();
  }

  private Optional<Verified> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      boolean valid =
          BenchTokens.ISSUER.equals(claims.getIssuer())
              && claims.getAudience().contains(BenchTokens.AUDIENCE)
              && claims.getExpirationTime() != null;
      return valid
          ? Optional.of(
              new Verified(
                  new Identity(
                      Identity.Kind.USER,
                      claims.getStringClaim("tenant"),
                      claims.getSubject(),
                      Map.of(Identity.ALL_CLIENTS, Set.of(Role.OWNER))),
                  claims.getExpirationTime().toInstant()))
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
