package io.agencysuite.crm.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.kit.error.FailedPrecondition;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

/// Signs and checks what a link carries. That it is used once follows from what it names: a
/// password version, or an id that is claimed.
public final class SignedLinks {

  private static final JOSEObjectType TYPE = new JOSEObjectType("agency-link");
  private static final String PASSWORD = "password";
  private static final String ONBOARDING = "onboarding";
  private static final String TENANT = "tenant";
  private static final String VERSION = "version";

  private final LinkSettings settings;
  private final InstantSource clock;
  private final MACSigner signer;
  private final MACVerifier verifier;

  SignedLinks(LinkSettings settings, byte[] key, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      this.signer = new MACSigner(key);
      this.verifier = new MACVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("the key of links is unusable", e);
    }
  }

  /// A link as it is handed out.
  public record Link(String token, Instant expiry) {}

  /// Whose password a link may set.
  record PasswordLink(String tenant, String user, long version, Instant expiry) {}

  Link forPassword(String tenant, String user, User current) {
    Duration lifetime = current.passwordHash().isEmpty() ? settings.invitation() : settings.reset();
    return sign(
        lifetime,
        new JWTClaimsSet.Builder()
            .audience(PASSWORD)
            .claim(TENANT, tenant)
            .subject(user)
            .claim(VERSION, current.passwordVersion()));
  }

  PasswordLink readPassword(String token) {
    try {
      JWTClaimsSet claims = verified(token, PASSWORD);
      return new PasswordLink(
          claims.getStringClaim(TENANT),
          claims.getSubject(),
          claims.getLongClaim(VERSION),
          claims.getExpirationTime().toInstant());
    } catch (ParseException e) {
      throw invalid();
    }
  }

  /// @param id what the link is claimed by
  public Link forOnboarding(String id) {
    return sign(settings.onboarding(), new JWTClaimsSet.Builder().audience(ONBOARDING).subject(id));
  }

  /// The id of an onboarding link.
  public String readOnboarding(String token) {
    try {
      return verified(token, ONBOARDING).getSubject();
    } catch (ParseException e) {
      throw invalid();
    }
  }

  /// One answer for every way in which a link can be no good.
  public static FailedPrecondition invalid() {
    return new FailedPrecondition(
        "LINK_INVALID", "token: forged, expired or used (expected: a new link)");
  }

  private Link sign(Duration lifetime, JWTClaimsSet.Builder claims) {
    Instant expiry = clock.instant().plus(lifetime);
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(),
              claims.expirationTime(Date.from(expiry)).build());
      jwt.sign(signer);
      return new Link(jwt.serialize(), expiry);
    } catch (JOSEException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  private JWTClaimsSet verified(String token, String audience) throws ParseException {
    SignedJWT jwt = SignedJWT.parse(token);
    try {
      boolean genuine =
          JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
              && TYPE.equals(jwt.getHeader().getType())
              && jwt.verify(verifier);
      if (!genuine) {
        throw invalid();
      }
    } catch (JOSEException e) {
      throw invalid();
    }
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    if (!claims.getAudience().contains(audience)
        || claims.getExpirationTime() == null
        || !clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
      throw invalid();
    }
    return claims;
  }
}
