package io.agencysuite.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks a signed identity: known issuer, ES256 only, signature, audience, not expired, not from
/// the future. Verified tokens are remembered until they expire, at most 10,000 of them.
public final class IdentityVerifier {

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private record Verified(Identity identity, Instant expiry) {}

  private final IdentityKeys keys;
  private final InstantSource clock;
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(10_000)
          .expireAfterWrite(Duration.ofMinutes(2))
          .build();

  public IdentityVerifier(IdentitySettings settings, InstantSource clock) {
    this.keys = new IdentityKeys(settings.keyDirectory());
    this.clock = clock;
  }

  /// The identity in the token; empty when the token is not to be trusted.
  public Optional<Identity> verify(String token) {
    Verified known = verified.getIfPresent(token);
    if (known == null) {
      known = check(token).orElse(null);
      if (known == null) {
        return Optional.empty();
      }
      verified.put(token, known);
    }
    return clock.instant().isBefore(known.expiry())
        ? Optional.of(known.identity())
        : Optional.empty();
  }

  private Optional<Verified> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      String issuer = jwt.getHeader().getKeyID();
      if (issuer == null || !JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
        return Optional.empty();
      }
      Optional<ECKey> key = keys.trusted(issuer);
      if (key.isEmpty() || !jwt.verify(new ECDSAVerifier(key.get()))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Instant now = clock.instant();
      boolean valid =
          issuer.equals(claims.getIssuer())
              && claims.getAudience().contains(IdentitySigner.AUDIENCE)
              && claims.getExpirationTime() != null
              && claims.getExpirationTime().toInstant().isAfter(now)
              && claims.getIssueTime() != null
              && claims.getIssueTime().toInstant().isBefore(now.plus(CLOCK_TOLERANCE));
      return valid
          ? Optional.of(new Verified(identity(claims), claims.getExpirationTime().toInstant()))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Identity identity(JWTClaimsSet claims) throws ParseException {
    Map<String, Set<Role>> grants = new HashMap<>();
    Map<String, Object> claimed = claims.getJSONObjectClaim(IdentitySigner.GRANTS);
    if (claimed != null) {
      claimed.forEach((client, roles) -> grants.put(client, roles((List<?>) roles)));
    }
    return new Identity(
        Identity.Kind.valueOf(claims.getStringClaim(IdentitySigner.KIND)),
        Objects.requireNonNullElse(claims.getStringClaim(IdentitySigner.TENANT), ""),
        Objects.requireNonNullElse(claims.getSubject(), ""),
        grants);
  }

  private static Set<Role> roles(List<?> names) {
    Set<Role> roles = new HashSet<>();
    names.forEach(name -> roles.add(Role.valueOf(String.valueOf(name))));
    return roles;
  }
}
