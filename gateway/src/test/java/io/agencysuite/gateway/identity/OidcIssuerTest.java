package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A door that believes a second issuer, which is another door with its own keys: OWASP API2, case
/// by case, for tokens of the other and for the door's own.
class OidcIssuerTest {
  private static final String ISSUER = "https://login.example";

  private final InstantSource clock = InstantSource.system();
  @TempDir private Path folder;
  private FakeCrm crm;
  private Door issuer;
  private Door door;
  private ECKey key;

  @BeforeEach
  void open() throws IOException {
    crm = new FakeCrm();
    issuer = new Door(clock, settings("issuer"));
    door =
        new Door(
            clock,
            settings(
                "door",
                "--gateway.oidc.issuer=" + ISSUER,
                "--gateway.oidc.jwks-uri=http://127.0.0.1:"
                    + issuer.port()
                    + "/.well-known/jwks.json",
                "--gateway.oidc.audience=the-suite",
                "--gateway.oidc.tenant=nord"));
    key = issuer.bean(SigningKeys.class).current().jwk();
  }

  private String[] settings(String name, String... others) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--agency.identity.key-directory=" + folder.resolve(name + "-keys"),
                "--agency.store.directory=" + folder.resolve(name + "-store"),
                "--gateway.session.operator-token-file=" + folder.resolve("operator.token"),
                "--gateway.upstream.address.crm=127.0.0.1:" + crm.port()));
    settings.addAll(List.of(others));
    return settings.toArray(String[]::new);
  }

  @AfterEach
  void close() {
    door.close();
    issuer.close();
    crm.close();
  }

  @Test
  void letsInWhomTheIssuerVouchesFor() throws Exception {
    assertThat(call(signed(claims().build()))).isEqualTo(200);
  }

  @Test
  void believesANewKeyOfTheIssuer() throws Exception {
    issuer.bean(SigningKeys.class).rotate();
    key = issuer.bean(SigningKeys.class).published().getFirst();

    assertThat(call(signed(claims().build()))).isEqualTo(200);
  }

  @Test
  void refusesClaimsThatDoNotFit() throws Exception {
    Instant now = clock.instant();
    assertThat(call(signed(claims().audience("another").build()))).isEqualTo(401);
    assertThat(call(signed(claims().issuer("https://evil.example").build()))).isEqualTo(401);
    assertThat(call(signed(claims().expirationTime(at(now.minusSeconds(60))).build())))
        .isEqualTo(401);
    assertThat(call(signed(claims().notBeforeTime(at(now.plusSeconds(60))).build())))
        .isEqualTo(401);
    assertThat(call(signed(claims().claim("email_verified", false).build()))).isEqualTo(401);
    assertThat(call(signed(claims().claim("email", "nobody@example.com").build()))).isEqualTo(401);
    assertThat(call(signed(claims().expirationTime(null).build()))).isEqualTo(401);
  }

  @Test
  void refusesOtherKeysAndAlgorithms() throws Exception {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("unknown").generate();
    assertThat(call(signed(claims().build(), stranger, "unknown"))).isEqualTo(401);
    assertThat(call(signed(claims().build(), stranger, key.getKeyID()))).isEqualTo(401);

    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
            claims().build());
    byte[] publicKey = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    JWSSigner mac = new MACSigner(publicKey);
    confused.sign(mac);
    assertThat(call(confused.serialize())).isEqualTo(401);

    String none = "eyJhbGciOiJub25lIn0." + signed(claims().build()).split("\\.", -1)[1] + ".";
    assertThat(call(none)).isEqualTo(401);
    SignedJWT odd =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            claims().build());
    odd.sign(new ECDSASigner(key));
    assertThat(call(odd.serialize())).isEqualTo(401);
  }

  /// The same against the issuer door itself, whose key this test holds.
  @Test
  void refusesForgeriesOfItsOwnTokens() throws Exception {
    Instant now = clock.instant();
    assertThat(own(ownClaims().build())).isEqualTo(401);
    String token = Door.token(issuer.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
    String session = SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
    assertThat(own(ownClaims().claim("sid", session).build())).isEqualTo(200);
    assertThat(own(ownClaims().claim("sid", session).audience("another").build())).isEqualTo(401);
    assertThat(own(ownClaims().claim("sid", session).issuer("http://evil").build())).isEqualTo(401);
    assertThat(
            own(ownClaims().claim("sid", session).notBeforeTime(at(now.plusSeconds(60))).build()))
        .isEqualTo(401);
    assertThat(
            own(ownClaims().claim("sid", session).expirationTime(at(now.minusSeconds(1))).build()))
        .isEqualTo(401);
    assertThat(own(ownClaims().claim("sid", session).subject("users/ben").build())).isEqualTo(401);
    assertThat(own(ownClaims().claim("sid", session).claim("tenant", "tenants/sued").build()))
        .isEqualTo(401);
  }

  @Test
  void publishesOnlyPublicKeys() throws IOException {
    String keys = issuer.get("/.well-known/jwks.json", "").text();

    assertThat(keys).contains(key.getKeyID()).doesNotContain("\"d\"");
  }

  private int own(JWTClaimsSet claims) throws Exception {
    return issuer.get("/v1/users/ben", signed(claims)).status();
  }

  private JWTClaimsSet.Builder ownClaims() {
    return new JWTClaimsSet.Builder()
        .issuer("http://localhost:8080")
        .audience("agency-gateway")
        .subject("users/anna")
        .claim("tenant", "tenants/nord")
        .claim("sid", "never-begun")
        .claim("auth_time", clock.instant().getEpochSecond())
        .expirationTime(at(clock.instant().plus(Duration.ofMinutes(5))));
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("the-suite")
        .subject("4711")
        .claim("email", FakeCrm.EMAIL)
        .claim("email_verified", true)
        .issueTime(at(now))
        .expirationTime(at(now.plusSeconds(300)));
  }

  private int call(String token) throws IOException {
    return door.get("/v1/users/ben", token).status();
  }

  private String signed(JWTClaimsSet claims) throws JOSEException {
    return signed(claims, key, key.getKeyID());
  }

  private static String signed(JWTClaimsSet claims, ECKey by, String id) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build(), claims);
    jwt.sign(new ECDSASigner(by));
    return jwt.serialize();
  }

  private static Date at(Instant time) {
    return Date.from(time);
  }
}
