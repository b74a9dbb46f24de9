package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.OauthFlow.VERIFIER;
import static io.agencysuite.gateway.identity.OauthFlow.authorize;
import static io.agencysuite.gateway.identity.OauthFlow.encode;
import static io.agencysuite.gateway.identity.OauthFlow.error;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.redemption;
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who has signed in, as applications learn it, at two doors on one store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdTest {
  private static final String APP = "https://app.example/callback";
  private static final String ISSUER = "http://localhost:8080";
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final String USER_INFO = "/oauth2/userinfo";
  private static final String ALL = "openid email profile users.read";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2126-11-23T08:00:00Z"));
  @TempDir private static Path folder;
  private OauthDoors doors;
  private Door one;
  private Door two;

  @BeforeAll
  void open() throws IOException {
    doors = new OauthDoors(folder, now, APP);
    one = doors.one();
    two = doors.two();
  }

  @AfterAll
  void close() {
    doors.close();
  }

  @BeforeEach
  void forgetRefusals() {
    pass(Duration.ofMinutes(20));
  }

  @Test
  void namesOnlyWhatAnswers() throws IOException {
    JsonNode offered = Door.json(one.get(CONFIGURATION, ""));

    assertThat(offered.get("issuer").asString()).isEqualTo(ISSUER);
    assertThat(one.get(path(offered, "authorization_endpoint"), "").status()).isEqualTo(400);
    assertThat(one.get(path(offered, "userinfo_endpoint"), "").status()).isEqualTo(401);
    assertThat(one.get(path(offered, "jwks_uri"), "").text()).contains("\"ES256\"");
    for (String endpoint :
        new String[] {"token_endpoint", "revocation_endpoint", "introspection_endpoint"}) {
      Map<String, String> fields = Map.of("token", "x", "grant_type", "refresh_token");
      assertThat(error(form(one, path(offered, endpoint), fields))).as(endpoint).isNotEmpty();
    }
  }

  @Test
  void saysTheSameInBothDocuments() throws IOException {
    JsonNode offered = Door.json(one.get(CONFIGURATION, ""));
    JsonNode server = Door.json(one.get("/.well-known/oauth-authorization-server", ""));

    int shared = 0;
    for (Map.Entry<String, JsonNode> field : server.properties()) {
      if (offered.has(field.getKey())) {
        assertThat(offered.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
        shared++;
      }
    }
    assertThat(shared).isGreaterThanOrEqualTo(10);
    assertThat(one.http().send("HEAD", CONFIGURATION, Map.of(), new byte[0]).status())
        .isEqualTo(200);
  }

  @Test
  void letsEveryPageReadWhatIsWellKnown() throws IOException {
    Map<String, String> page = Map.of("Origin", "https://app.example");
    for (String path : new String[] {CONFIGURATION, KEYS}) {
      RawHttp.Answer answer = one.http().send("GET", path, page, new byte[0]);
      assertThat(answer.header("access-control-allow-origin")).as(path).isEqualTo("*");
    }
    Map<String, String> asking =
        Map.of("Origin", "https://app.example", "Access-Control-Request-Method", "GET");
    assertThat(
            one.http()
                .send("OPTIONS", CONFIGURATION, asking, new byte[0])
                .header("access-control-allow-origin"))
        .isEqualTo("*");
    assertThat(
            one.http()
                .send("GET", USER_INFO, page, new byte[0])
                .header("access-control-allow-origin"))
        .isNull();
  }

  @Test
  void saysWhoHasSignedIn() throws Exception {
    Map<String, String> asked = request("shop", APP, ALL);
    asked.put("nonce", "n-0S6_WzA2Mj");
    String code = OauthFlow.code(one, two, asked);
    Instant signedIn = now.get();
    pass(Duration.ofSeconds(40));

    JsonNode granted = redeem(one, code);

    JWTClaimsSet claims = verified(granted);
    assertThat(claims.getIssuer()).isEqualTo(ISSUER);
    assertThat(claims.getAudience()).containsExactly("shop");
    assertThat(claims.getSubject()).isEqualTo("nord/anna");
    assertThat(claims.getIssueTime()).isEqualTo(Date.from(now.get()));
    assertThat(claims.getExpirationTime())
        .isEqualTo(Date.from(now.get().plus(Duration.ofMinutes(5))));
    assertThat(claims.getDateClaim("auth_time")).isEqualTo(Date.from(signedIn));
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6_WzA2Mj");
    assertThat(claims.getStringClaim("email")).isEqualTo(FakeCrm.EMAIL);
    assertThat(claims.getStringClaim("name")).isEqualTo("Anna Müller");

    RawHttp.Answer about = two.get(USER_INFO, text(granted, "access_token"));
    assertThat(about.status()).isEqualTo(200);
    assertThat(about.header("cache-control")).isEqualTo("no-store");
    JsonNode user = Door.json(about);
    assertThat(user.propertyNames()).containsExactlyInAnyOrder("sub", "email", "name");
    assertThat(user.get("sub").asString()).isEqualTo(claims.getSubject());
    assertThat(user.get("email").asString()).isEqualTo(FakeCrm.EMAIL);
    assertThat(Door.json(two.post(USER_INFO, text(granted, "access_token"), ""))).isEqualTo(user);
  }

  @Test
  void saysNoMoreThanItWasAskedFor() throws Exception {
    JsonNode granted = redeem(two, OauthFlow.code(one, one, request("shop", APP, "openid")));

    JWTClaimsSet claims = verified(granted);

    assertThat(claims.getClaims()).doesNotContainKeys("nonce", "email", "name");
    assertThat(Door.json(one.get(USER_INFO, text(granted, "access_token"))).propertyNames())
        .containsExactly("sub");
  }

  @Test
  void saysNothingWithoutTheScope() throws Exception {
    JsonNode granted = redeem(one, OauthFlow.code(one, two, request("shop", APP, "users.read")));

    assertThat(granted.has("id_token")).isFalse();
    RawHttp.Answer refused = one.get(USER_INFO, text(granted, "access_token"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("www-authenticate"))
        .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"openid\"");
    String session = Door.token(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
    assertThat(one.get(USER_INFO, session).status()).isEqualTo(403);
    assertThat(one.get(USER_INFO, "").header("www-authenticate")).isEqualTo("Bearer");
    RawHttp.Answer forged = one.get(USER_INFO, text(granted, "access_token") + "x");
    assertThat(forged.status()).isEqualTo(401);
    assertThat(forged.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void takesNoIdTokenForAnAccessToken() throws Exception {
    JsonNode granted = redeem(one, OauthFlow.code(one, one, request("shop", APP, ALL)));
    String idToken = text(granted, "id_token");

    assertThat(one.get("/v1/sessions/current", idToken).status()).isEqualTo(401);
    assertThat(one.get("/v1/users/anna", idToken).status()).isEqualTo(401);
    assertThat(one.get(USER_INFO, idToken).status()).isEqualTo(401);
    JsonNode looked = OauthFlow.introspect(one, "shop", OauthDoors.SECRET, idToken);
    assertThat(looked.get("active").asBoolean()).isFalse();
  }

  @Test
  void endsWithTheSession() throws Exception {
    JsonNode granted = redeem(one, OauthFlow.code(one, one, request("shop", APP, ALL)));
    String access = text(granted, "access_token");
    Map<String, String> revocation =
        Map.of("client_id", "shop", "client_secret", OauthDoors.SECRET, "token", access);

    assertThat(form(one, "/oauth2/revoke", revocation).status()).isEqualTo(200);

    assertThat(two.get(USER_INFO, access).status()).isEqualTo(401);
  }

  @Test
  void saysTheSameAfterARenewal() throws Exception {
    Map<String, String> asked = request("shop", APP, ALL);
    asked.put("nonce", "n-1");
    JsonNode granted = redeem(one, OauthFlow.code(one, one, asked));
    JWTClaimsSet before = verified(granted);
    pass(Duration.ofMinutes(14));

    Map<String, String> renewal =
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "shop",
            "client_secret",
            OauthDoors.SECRET,
            "refresh_token",
            text(granted, "refresh_token"));
    JWTClaimsSet after = verified(Door.json(form(two, "/oauth2/token", renewal)));

    assertThat(after.getIssueTime()).isEqualTo(Date.from(now.get()));
    for (String same : new String[] {"iss", "sub", "aud", "auth_time", "nonce", "sid"}) {
      assertThat(after.getClaim(same)).as(same).isEqualTo(before.getClaim(same));
    }
  }

  @Test
  void asksNobodyWhereTheApplicationWantsSilence() throws IOException {
    Map<String, String> asked = request("shop", APP, ALL);
    asked.put("prompt", "none");

    assertThat(authorize(one, asked).header("location"))
        .startsWith(APP + "?error=login_required")
        .contains("state=s-1", "iss=http");
  }

  /// Every code is of a sign-in of its own; a consent that was given is not asked for again.
  @Test
  void asksForThePasswordHoweverTheApplicationWantsIt() throws IOException {
    OauthFlow.code(one, two, request("shop", APP, ALL));
    Map<String, String> asked = request("shop", APP, ALL);
    asked.put("prompt", "login consent");
    asked.put("max_age", "0");
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer in = OauthFlow.signIn(one, two, encode(asked), cookies, FakeCrm.PASSWORD);

    assertThat(OauthFlow.get(one, Objects.requireNonNull(in.header("location")), cookies))
        .extracting(answer -> answer.header("location"))
        .asString()
        .startsWith(APP + "?code=");
  }

  private JsonNode redeem(Door door, String code) throws IOException {
    Map<String, String> redemption = redemption(code, VERIFIER);
    redemption.put("client_id", "shop");
    redemption.put("client_secret", OauthDoors.SECRET);
    redemption.put("redirect_uri", APP);
    RawHttp.Answer granted = form(door, "/oauth2/token", redemption);
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    return Door.json(granted);
  }

  /// What an application reads after it has looked the key up at the other door.
  private JWTClaimsSet verified(JsonNode granted) throws Exception {
    SignedJWT token = SignedJWT.parse(text(granted, "id_token"));
    JWKSet keys = JWKSet.parse(two.get(KEYS, "").text());
    assertThat(keys.containsNonPublicKeys()).isFalse();
    ECDSAVerifier verifier =
        new ECDSAVerifier(
            Objects.requireNonNull(keys.getKeyByKeyId(token.getHeader().getKeyID())).toECKey());
    assertThat(token.verify(verifier)).isTrue();
    return token.getJWTClaimsSet();
  }

  private static String text(JsonNode granted, String field) {
    assertThat(granted.has(field)).as(granted.toString()).isTrue();
    return granted.get(field).asString();
  }

  private static String path(JsonNode offered, String field) {
    assertThat(text(offered, field)).startsWith(ISSUER + "/");
    return text(offered, field).substring(ISSUER.length());
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
