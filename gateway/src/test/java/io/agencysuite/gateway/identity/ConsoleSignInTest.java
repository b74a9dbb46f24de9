package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.OauthFlow.CONSOLE;
import static io.agencysuite.gateway.identity.OauthFlow.VERIFIER;
import static io.agencysuite.gateway.identity.OauthFlow.authorize;
import static io.agencysuite.gateway.identity.OauthFlow.code;
import static io.agencysuite.gateway.identity.OauthFlow.encode;
import static io.agencysuite.gateway.identity.OauthFlow.error;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.get;
import static io.agencysuite.gateway.identity.OauthFlow.hidden;
import static io.agencysuite.gateway.identity.OauthFlow.redeem;
import static io.agencysuite.gateway.identity.OauthFlow.redemption;
import static io.agencysuite.gateway.identity.OauthFlow.refresh;
import static io.agencysuite.gateway.identity.OauthFlow.refreshToken;
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static io.agencysuite.gateway.identity.OauthFlow.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How the console signs in, as its browser sees it, at two doors on one store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSignInTest {
  private static final String CURRENT = "/v1/sessions/current";
  private static final String TOTP = "/v1/users/anna/totp";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2126-11-23T08:00:00Z"));
  @TempDir private static Path folder;
  private OauthDoors doors;
  private Door one;
  private Door two;

  @BeforeAll
  void open() throws IOException {
    doors = new OauthDoors(folder, now, "https://app.example/callback");
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
  void keepsTheRefreshTokenFromScripts() throws IOException {
    RawHttp.Answer granted = redeem(one, code(one, two), VERIFIER);

    assertThat(granted.header("cache-control")).isEqualTo("no-store");
    assertThat(granted.header("set-cookie"))
        .startsWith("agency_renewal=")
        .contains("; Path=/oauth2;", "; Max-Age=43200;", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(granted.text()).contains("access_token").doesNotContain(refreshToken(granted));
    Map<String, String> inTheBody =
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "console",
            "refresh_token", refreshToken(granted));
    assertThat(error(form(one, "/oauth2/token", inTheBody))).isEqualTo("invalid_grant");
    assertThat(refresh(two, granted).status()).isEqualTo(200);
  }

  @Test
  void renewsForItsOwnPagesOnly() throws IOException {
    RawHttp.Answer granted = redeem(one, code(one, one), VERIFIER);

    assertThat(renewedFrom("http://localhost:3000", granted).status()).isEqualTo(400);
    assertThat(renewedFrom("null", granted).status()).isEqualTo(400);
    assertThat(renewedFrom("http://localhost", granted).status()).isEqualTo(200);
  }

  @Test
  void answersARenewalOfTheSameMomentTheSame() throws IOException {
    RawHttp.Answer first = redeem(one, code(one, one), VERIFIER);
    RawHttp.Answer second = refresh(one, first);
    RawHttp.Answer again = refresh(two, first);
    assertThat(refreshToken(again)).isEqualTo(refreshToken(second));
    RawHttp.Answer third = refresh(two, again);
    assertThat(refreshToken(third)).isNotEqualTo(refreshToken(second));

    pass(Duration.ofSeconds(31));

    assertThat(error(refresh(one, second))).isEqualTo("invalid_grant");
    assertThat(error(refresh(one, third))).isEqualTo("invalid_grant");
    assertThat(one.get(CURRENT, token(third)).status()).isEqualTo(401);
  }

  @Test
  void endsTheSessionThatTheBrowserHadBefore() throws IOException {
    RawHttp.Answer before = redeem(one, code(one, one), VERIFIER);
    Map<String, String> cookies = new HashMap<>(Map.of("agency_renewal", refreshToken(before)));

    RawHttp.Answer after =
        form(one, "/oauth2/token", redemption(code(one, one), VERIFIER), cookies);

    assertThat(one.get(CURRENT, token(after)).status()).isEqualTo(200);
    assertThat(one.get(CURRENT, token(before)).status()).isEqualTo(401);
  }

  @Test
  void takesTheCookieAwayWithTheSession() throws IOException {
    RawHttp.Answer granted = redeem(one, code(one, one), VERIFIER);

    RawHttp.Answer revoked =
        form(two, "/oauth2/revoke", Map.of("client_id", "console", "token", token(granted)));

    assertThat(revoked.header("set-cookie")).startsWith("agency_renewal=;").contains("Max-Age=0");
    assertThat(one.get(CURRENT, token(granted)).status()).isEqualTo(401);
    assertThat(error(refresh(one, granted))).isEqualTo("invalid_grant");
  }

  @Test
  void comesBackToWhereItWasOpened() throws IOException {
    Map<String, String> cookies = new HashMap<>();
    String query = encode(request("console", "http://localhost/console/", ""));
    String back = signIn(one, two, query, cookies, FakeCrm.PASSWORD).header("location");

    assertThat(get(two, Objects.requireNonNull(back), cookies).header("location"))
        .startsWith("http://localhost/console/?code=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/console/",
        "//evil.example/console/",
        "https://localhost/console/",
        "http://localhost:9999/console/",
        "http://localhost@evil.example/console/",
        "http://localhost.evil.example/console/",
        "http://localhost/console/../evil",
        "http://localhost/console/#/",
        "http://localhost/console/?next=",
        "http://localhost/other/console/",
        "javascript:alert(1)//console/"
      })
  void refusesToSendCodesElsewhere(String redirect) throws IOException {
    RawHttp.Answer answer = authorize(one, request("console", redirect, ""));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("location")).isNull();
  }

  @Test
  void goesOnToItsOwnAddressWhateverTheFormSays() throws IOException {
    Map<String, String> cookies = new HashMap<>();
    String query = encode(request("console", CONSOLE, ""));
    RawHttp.Answer page = get(one, "/oauth2/authorize?" + query, cookies);

    RawHttp.Answer answer =
        form(
            one,
            "/oauth2/sign-in",
            Map.of(
                "request",
                "//evil.example\r\nSet-Cookie: a=b",
                "csrf",
                hidden(page.text(), "csrf"),
                "email",
                FakeCrm.EMAIL,
                "password",
                FakeCrm.PASSWORD),
            cookies);

    assertThat(answer.header("location"))
        .isEqualTo("/oauth2/authorize?//evil.exampleSet-Cookie:a=b");
    assertThat(answer.header("set-cookie")).doesNotContain("a=b");
  }

  @Test
  void asksForTheOneTimeCodeAfterThePassword() throws IOException {
    byte[] secret = switchTotpOn();
    try {
      Map<String, String> cookies = new HashMap<>();
      String query = encode(request("console", CONSOLE, ""));
      RawHttp.Answer asked = signIn(one, two, query, cookies, FakeCrm.PASSWORD);
      assertThat(asked.status()).isEqualTo(200);
      assertThat(asked.text()).contains("one-time-code").doesNotContain("name=\"password\"");
      assertThat(get(one, "/oauth2/authorize?" + query, new HashMap<>(cookies)).text())
          .contains("name=\"password\"");

      RawHttp.Answer wrong = second(one, asked, cookies, "000000");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.text()).contains("role=\"alert\"", "one-time-code");
      RawHttp.Answer right = second(two, wrong, cookies, totp(secret));

      assertThat(right.status()).as(right.text()).isEqualTo(303);
      String back = Objects.requireNonNull(right.header("location"));
      assertThat(get(one, back, cookies).header("location")).startsWith(CONSOLE + "?code=");
    } finally {
      switchTotpOff(secret);
    }
  }

  @Test
  void limitsOneTimeCodesOnThePage() throws IOException {
    byte[] secret = switchTotpOn();
    try {
      Map<String, String> cookies = new HashMap<>();
      String query = encode(request("console", CONSOLE, ""));
      RawHttp.Answer page = signIn(one, one, query, cookies, FakeCrm.PASSWORD);
      for (int i = 0; i < 5; i++) {
        page = second(i % 2 == 0 ? one : two, page, cookies, "00000" + i);
        assertThat(page.status()).isEqualTo(401);
      }

      RawHttp.Answer refused = second(two, page, cookies, totp(secret));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text()).contains("name=\"password\"");
    } finally {
      switchTotpOff(secret);
    }
  }

  private RawHttp.Answer second(
      Door door, RawHttp.Answer page, Map<String, String> cookies, String code) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("request", hidden(page.text(), "request"));
    fields.put("csrf", hidden(page.text(), "csrf"));
    fields.put("code", code);
    return form(door, "/oauth2/sign-in", fields, cookies);
  }

  private byte[] switchTotpOn() throws IOException {
    String token = Door.token(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
    JsonNode enrolled = Door.json(one.post(TOTP + ":enrol", token, "{}"));
    byte[] secret = TwoDoorsTest.fromBase32(enrolled.get("secret").asString());
    String body = "{\"code\":\"" + totp(secret) + "\"}";
    assertThat(one.post(TOTP + ":confirm", token, body).status()).isEqualTo(200);
    pass(Duration.ofSeconds(30));
    return secret;
  }

  private void switchTotpOff(byte[] secret) throws IOException {
    pass(Duration.ofMinutes(20));
    String token = Door.token(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, totp(secret)));
    pass(Duration.ofSeconds(30));
    String body = "{\"code\":\"" + totp(secret) + "\"}";
    assertThat(one.post(TOTP + ":disable", token, body).status()).isEqualTo(200);
  }

  private String totp(byte[] secret) {
    return TotpCode.at(secret, TotpCode.step(now.get()));
  }

  private static RawHttp.Answer renewed(Door door, Map<String, String> headers) throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/x-www-form-urlencoded");
    byte[] body =
        encode(Map.of("grant_type", "refresh_token", "client_id", "console"))
            .getBytes(StandardCharsets.US_ASCII);
    return door.http().send("POST", "/oauth2/token", all, body);
  }

  private RawHttp.Answer renewedFrom(String origin, RawHttp.Answer granted) throws IOException {
    return renewed(
        one, Map.of("Origin", origin, "Cookie", "agency_renewal=" + refreshToken(granted)));
  }

  private static String token(RawHttp.Answer granted) {
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    return Door.json(granted).get("access_token").asString();
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
