package io.agencysuite.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Mints the short-lived signed identity that travels with every call between processes: a JWT,
/// signed by ES256 with this process's own key.
///
/// Signing costs more than the rest of a call, and so does verifying what was never seen before.
/// The same identity, grants included, therefore gets the same token for the first half of the
/// token's life; whoever's grants differ is another identity. At most 10,000 are remembered.
public final class IdentitySigner {

  static final String AUDIENCE = "agency-suite";
  static final String TENANT = "tenant";
  static final String KIND = "kind";
  static final String GRANTS = "grants";
  private static final int SIGNED_MAX = 10_000;

  private record Signed(String token, Instant issued, Instant replaced) {

    boolean serves(Instant now) {
      return !now.isBefore(issued) && now.isBefore(replaced);
    }
  }

  private final IdentitySettings settings;
  private final InstantSource clock;
  private final JWSHeader header;
  private final ECDSASigner signer;
  private final Cache<Identity, Signed> signed =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(SIGNED_MAX).build();

  /// The same by the object itself, which spares comparing all grants.
  private final Cache<Identity, Signed> bySameObject =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().maximumSize(SIGNED_MAX).build();

  public IdentitySigner(IdentitySettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(settings.name()).build();
    try {
      this.signer = new ECDSASigner(new IdentityKeys(settings.keyDirectory()).own(settings.name()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key is unusable", e);
    }
  }

  /// A token for the identity, valid for at least half of the configured lifetime.
  public String sign(Identity identity) {
    Instant now = clock.instant();
    Signed known = bySameObject.getIfPresent(identity);
    if (known == null || !known.serves(now)) {
      known = equalOrNew(identity, now);
      bySameObject.put(identity, known);
    }
    return known.token();
  }

  private Signed equalOrNew(Identity identity, Instant now) {
    Signed known = signed.getIfPresent(identity);
    if (known == null || !known.serves(now)) {
      known = new Signed(mint(identity, now), now, now.plus(settings.lifetime().dividedBy(2)));
      signed.put(identity, known);
    }
    return known;
  }

  private String mint(Identity identity, Instant now) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.name())
            .audience(AUDIENCE)
            .subject(identity.subject())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(settings.lifetime())))
            .claim(KIND, identity.kind().name())
            .claim(TENANT, identity.tenant())
            .claim(GRANTS, grants(identity.grants()))
            .build();
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  private static Map<String, List<String>> grants(Map<String, Set<Role>> grants) {
    Map<String, List<String>> claim = new TreeMap<>();
    grants.forEach((client, roles) -> claim.put(client, roles.stream().map(Role::name).toList()));
    return claim;
  }
}
