package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.OauthFlow.CONSOLE;
import static io.agencysuite.gateway.identity.OauthFlow.VERIFIER;
import static io.agencysuite.gateway.identity.OauthFlow.authorize;
import static io.agencysuite.gateway.identity.OauthFlow.code;
import static io.agencysuite.gateway.identity.OauthFlow.credentials;
import static io.agencysuite.gateway.identity.OauthFlow.encode;
import static io.agencysuite.gateway.identity.OauthFlow.error;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.get;
import static io.agencysuite.gateway.identity.OauthFlow.hidden;
import static io.agencysuite.gateway.identity.OauthFlow.introspect;
import static io.agencysuite.gateway.identity.OauthFlow.parameter;
import static io.agencysuite.gateway.identity.OauthFlow.redeem;
import static io.agencysuite.gateway.identity.OauthFlow.redemption;
import static io.agencysuite.gateway.identity.OauthFlow.refresh;
import static io.agencysuite.gateway.identity.OauthFlow.refreshToken;
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static io.agencysuite.gateway.identity.OauthFlow.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/// The authorization server through the wire, at two doors on one store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationServerTest {
  private static final String CURRENT = "/v1/sessions/current";
  private static final String SESSIONS = "/v1/users/anna/sessions";
  private static final String APP = "https://app.example/callback";

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
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(20)));
  }

  @Test
  void publishesWhatItDoes() throws IOException {
    JsonNode metadata = Door.json(one.get("/.well-known/oauth-authorization-server", ""));

    assertThat(metadata.get("issuer").asString()).isEqualTo("http://localhost:8080");
    assertThat(metadata.get("jwks_uri").asString())
        .isEqualTo("http://localhost:8080/.well-known/jwks.json");
    assertThat(metadata.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
    assertThat(metadata.get("grant_types_supported").toString())
        .isEqualTo("[\"authorization_code\",\"client_credentials\",\"refresh_token\"]");
  }

  @Test
  void letsTheConsoleInByCodeAndListsItsSession() throws Exception {
    String code = code(one, two);

    RawHttp.Answer answer = redeem(two, code, VERIFIER);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    String token = Door.json(answer).get("access_token").asString();
    SignedJWT jwt = SignedJWT.parse(token);
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(jwt.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("console");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("agency-gateway");
    RawHttp.Answer current = one.get(CURRENT, token);
    assertThat(current.status()).isEqualTo(200);
    String name = Door.json(current).get("session").asString();
    assertThat(Door.json(one.get(SESSIONS, token)).get("sessions").get(0).get("name").asString())
        .isEqualTo(name);
    assertThat(one.post("/v1/" + name + ":revoke", token, "{}").status()).isEqualTo(200);
    assertThat(two.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(error(refresh(two, answer))).isEqualTo("invalid_grant");
  }

  @Test
  void refusesRequestsWithoutProofKey() throws IOException {
    Map<String, String> without = request("console", CONSOLE, "");
    without.remove("code_challenge");
    without.remove("code_challenge_method");
    assertThat(authorize(one, without).header("location"))
        .contains("error=invalid_request", "iss=http%3A%2F%2Flocalhost%3A8080");

    Map<String, String> plain = request("console", CONSOLE, "");
    plain.put("code_challenge", VERIFIER);
    plain.put("code_challenge_method", "plain");
    assertThat(authorize(one, plain).header("location")).contains("error=invalid_request");
  }

  @Test
  void refusesAnotherRedirectWithoutRedirecting() throws IOException {
    RawHttp.Answer answer = authorize(one, request("console", "https://evil.example/console/", ""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("location")).isNull();
  }

  @Test
  void refusesMissingAndWrongVerifiers() throws IOException {
    String code = code(one, one);

    assertThat(error(redeem(one, code, VERIFIER + "y"))).isEqualTo("invalid_grant");
    assertThat(redeem(one, code, "").status()).isGreaterThanOrEqualTo(400).isLessThan(500);
    Map<String, String> elsewhere = redemption(code, VERIFIER);
    elsewhere.put("redirect_uri", "http://localhost:8080/elsewhere/");
    assertThat(error(form(one, "/oauth2/token", elsewhere))).isEqualTo("invalid_grant");
  }

  @Test
  void endsTheSessionWhenACodeComesTwice() throws IOException {
    String code = code(one, one);
    RawHttp.Answer first = redeem(one, code, VERIFIER);
    String token = Door.json(first).get("access_token").asString();
    assertThat(one.get(CURRENT, token).status()).isEqualTo(200);

    assertThat(error(redeem(two, code, VERIFIER))).isEqualTo("invalid_grant");

    assertThat(one.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(error(refresh(one, first))).isEqualTo("invalid_grant");
  }

  @Test
  void forgetsCodesAfterAMinute() throws IOException {
    String code = code(one, one);
    now.updateAndGet(time -> time.plusSeconds(61));

    assertThat(error(redeem(one, code, VERIFIER))).isEqualTo("invalid_grant");
  }

  @Test
  void rotatesRefreshTokensAndEndsTheSessionOnReuse() throws IOException {
    RawHttp.Answer first = redeem(one, code(one, one), VERIFIER);
    RawHttp.Answer second = refresh(two, first);
    RawHttp.Answer third = refresh(one, second);
    String token = Door.json(third).get("access_token").asString();
    assertThat(two.get(CURRENT, token).status()).isEqualTo(200);
    assertThat(refreshToken(third)).isNotEqualTo(refreshToken(second));

    assertThat(error(refresh(two, first))).isEqualTo("invalid_grant");

    assertThat(two.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(error(refresh(two, third))).isEqualTo("invalid_grant");
  }

  @Test
  void endsTheSessionOnRevocation() throws IOException {
    RawHttp.Answer granted = redeem(one, code(one, one), VERIFIER);
    String token = Door.json(granted).get("access_token").asString();

    RawHttp.Answer revoked =
        form(two, "/oauth2/revoke", Map.of("client_id", "console", "token", refreshToken(granted)));

    assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
    assertThat(one.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(error(refresh(one, granted))).isEqualTo("invalid_grant");
  }

  @Test
  void ends12HoursAfterTheSignIn() throws IOException {
    RawHttp.Answer granted = redeem(one, code(one, one), VERIFIER);
    now.updateAndGet(time -> time.plus(Duration.ofHours(12)));

    assertThat(error(refresh(one, granted))).isEqualTo("invalid_grant");
  }

  @Test
  void asksForConsentOnceAndHoldsTheApplicationToIt() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    String query = encode(request("app", APP, "users.read"));
    String back = signIn(one, one, query, cookies, FakeCrm.PASSWORD).header("location");
    RawHttp.Answer asked = get(two, Objects.requireNonNull(back), cookies);
    String consentPage = Objects.requireNonNull(asked.header("location"));
    assertThat(consentPage).contains("/oauth2/consent?");
    RawHttp.Answer page = get(one, consentPage.substring(consentPage.indexOf("/oauth2/")), cookies);
    assertThat(page.text()).contains("Shop &amp; Söhne", "users.read");

    Map<String, String> yes = new LinkedHashMap<>();
    yes.put("client_id", "app");
    yes.put("state", hidden(page.text(), "state"));
    yes.put("scope", "users.read");
    RawHttp.Answer allowed = form(two, "/oauth2/authorize", yes, cookies);

    String location = Objects.requireNonNull(allowed.header("location"));
    assertThat(location).startsWith(APP + "?code=").contains("state=s-1");
    Map<String, String> redemption = redemption(parameter(location, "code"), VERIFIER);
    redemption.put("client_id", "app");
    redemption.put("redirect_uri", APP);
    RawHttp.Answer granted = form(one, "/oauth2/token", redemption);
    String token = Door.json(granted).get("access_token").asString();
    assertThat(one.get("/v1/users/anna", token).status()).isEqualTo(200);
    assertThat(one.get("/v1/apiKeys", token).text()).contains("TOKEN_SCOPE_MISSING");
    assertThat(one.post(CURRENT + ":renew", token, "").status()).isEqualTo(401);

    cookies.clear();
    String again = signIn(one, one, query, cookies, FakeCrm.PASSWORD).header("location");
    assertThat(get(one, Objects.requireNonNull(again), cookies).header("location"))
        .startsWith(APP + "?code=");
    assertThat(get(one, Objects.requireNonNull(again), cookies).status()).isEqualTo(200);
  }

  @Test
  void asksInTheLanguageOfTheBrowserAndRefusesForgedForms() throws IOException {
    String query = encode(request("console", CONSOLE, ""));
    RawHttp.Answer page =
        one.http()
            .send(
                "GET",
                "/oauth2/authorize?" + query,
                Map.of("Accept-Language", "de-AT"),
                new byte[0]);

    assertThat(page.text()).contains("<html lang=\"de\">", "E-Mail-Adresse");
    assertThat(page.header("content-security-policy")).contains("default-src 'none'");
    assertThat(page.header("set-cookie")).contains("HttpOnly", "SameSite=Strict");
    RawHttp.Answer forged =
        form(
            one,
            "/oauth2/sign-in",
            Map.of("request", query, "email", FakeCrm.EMAIL, "password", FakeCrm.PASSWORD));
    assertThat(forged.status()).isEqualTo(403);
    RawHttp.Answer wrong = signIn(one, one, query, new HashMap<>(), "wrong");
    assertThat(wrong.status()).as(wrong.text()).isEqualTo(401);
    assertThat(wrong.text()).contains("role=\"alert\"");
  }

  @Test
  void givesAKeyATokenThatEndsWithTheKey() throws IOException {
    String owner = Door.token(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
    JsonNode made = doors.key(owner, now.get().plus(Duration.ofDays(30)));
    String name = made.get("name").asString();
    String id = name.substring(name.indexOf('/') + 1);
    String key = made.get("keyText").asString();

    RawHttp.Answer granted = credentials(two, id, key);

    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    String token = Door.json(granted).get("access_token").asString();
    assertThat(Door.json(granted).has("refresh_token")).isFalse();
    assertThat(one.get("/v1/users/anna", token).status()).isEqualTo(200);
    assertThat(one.get("/v1/apiKeys", token).status()).isEqualTo(403);
    assertThat(introspect(one, id, key, token).get("active").asBoolean()).isTrue();
    assertThat(error(credentials(one, "another", key))).isEqualTo("invalid_client");
    assertThat(error(credentials(one, id, key.substring(0, key.length() - 1) + "!")))
        .isEqualTo("invalid_client");

    assertThat(one.post("/v1/" + name + ":revoke", owner, "{}").status()).isEqualTo(200);

    assertThat(error(credentials(two, id, key))).isEqualTo("invalid_client");
    assertThat(two.get("/v1/users/anna", token).text()).contains("API_KEY_INVALID");
  }

  @Test
  void goesOnOverANewSigningKey() throws Exception {
    RawHttp.Answer granted = redeem(one, code(one, one), VERIFIER);
    String before = Door.json(granted).get("access_token").asString();

    String next = one.bean(SigningKeys.class).rotate().jwk().getKeyID();
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
    RawHttp.Answer renewed = refresh(two, granted);

    String after = Door.json(renewed).get("access_token").asString();
    assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(next);
    assertThat(two.get(CURRENT, before).status()).isEqualTo(200);
    assertThat(one.get(CURRENT, after).status()).isEqualTo(200);
    assertThat(one.get("/.well-known/jwks.json", "").text()).contains(next);
  }
}
