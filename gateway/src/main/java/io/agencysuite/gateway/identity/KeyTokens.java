package io.agencysuite.gateway.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.gateway.apikey.KeyLogin;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Mints and reads the access tokens of API keys. A token names its key and the secret that it was
/// given for, and is worth nothing without them.
public final class KeyTokens {
  /// How long such a token is valid.
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final String SECRET = "key_hash";

  private final SignedTokens signed;
  private final InstantSource clock;

  KeyTokens(SignedTokens signed, InstantSource clock) {
    this.signed = signed;
    this.clock = clock;
  }

  public String mint(KeyLogin key) {
    Instant now = clock.instant();
    return signed.sign(
        new JWTClaimsSet.Builder()
            .subject("apiKeys/" + key.id())
            .claim(SessionTokens.TENANT, "tenants/" + key.tenant())
            .claim(SessionTokens.CLIENT, key.id())
            .claim(SECRET, key.secret()),
        now,
        now.plus(LIFETIME));
  }

  /// The key of a token; empty when it is not one of these or has expired.
  public Optional<KeyLogin> verify(String token) {
    return signed
        .verify(token)
        .filter(claims -> clock.instant().isBefore(claims.getExpirationTime().toInstant()))
        .flatMap(KeyTokens::key);
  }

  private static Optional<KeyLogin> key(JWTClaimsSet claims) {
    try {
      String tenant = claims.getStringClaim(SessionTokens.TENANT);
      String secret = claims.getStringClaim(SECRET);
      return tenant == null || secret == null
          ? Optional.empty()
          : Optional.of(
              new KeyLogin(Principal.id(tenant), Principal.id(claims.getSubject()), secret));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
