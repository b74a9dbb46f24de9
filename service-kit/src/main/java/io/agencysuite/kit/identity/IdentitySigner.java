package io.agencysuite.kit.identity;

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
public final class IdentitySigner {

  static final String AUDIENCE = "agency-suite";
  static final String TENANT = "tenant";
  static final String KIND = "kind";
  static final String GRANTS = "grants";

  private final IdentitySettings settings;
  private final InstantSource clock;
  private final JWSHeader header;
  private final ECDSASigner signer;

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

  public String sign(Identity identity) {
    Instant now = clock.instant();
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
