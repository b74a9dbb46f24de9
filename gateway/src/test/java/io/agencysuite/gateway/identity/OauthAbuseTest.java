package io.agencysuite.gateway.identity;

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
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static io.agencysuite.gateway.identity.OauthFlow.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What somebody may try at the authorization server who has stolen, guessed or overdone something,
/// at two doors on one store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OauthAbuseTest {
  private static final String CURRENT = "/v1/sessions/current";
  private static final String APP = "https://app.example/callback";
  private static final String SCOPE = "users.read";

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
  void tellsTheApplicationWhenItIsRefused() throws IOException {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer page = consentPage("app", cookies);
    assertThat(page.text()).contains("lang=\"de\"", "Zugriff erlauben?");

    Map<String, String> no = new LinkedHashMap<>();
    no.put("client_id", "app");
    no.put("state", hidden(page.text(), "state"));
    RawHttp.Answer refused = form(two, "/oauth2/authorize", no, cookies);

    String location = Objects.requireNonNull(refused.header("location"));
    assertThat(location).startsWith(APP + "?error=access_denied").contains("state=s-1");
    assertThat(location).doesNotContain("code=");
    assertThat(form(one, "/oauth2/authorize", no, cookies).status()).isEqualTo(400);
  }

  @Test
  void givesConsentToNobodyElsesQuestion() throws IOException {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer page = consentPage("app", cookies);

    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("client_id", "app");
    forged.put("state", "guessed");
    forged.put("scope", SCOPE);
    assertThat(form(two, "/oauth2/authorize", forged, cookies).status()).isEqualTo(400);

    forged.put("state", hidden(page.text(), "state"));
    forged.put("scope", "orders.write");
    RawHttp.Answer more = form(two, "/oauth2/authorize", forged, cookies);
    assertThat(more.header("location")).startsWith(APP + "?error=invalid_scope");
  }

  @Test
  void letsExactlyOneRedeemACodeAndTrustsNeither() throws Exception {
    for (int round = 0; round < 5; round++) {
      String code = code(one, two);

      List<RawHttp.Answer> answers =
          atOnce(List.of(() -> redeem(one, code, VERIFIER), () -> redeem(two, code, VERIFIER)));

      List<RawHttp.Answer> granted =
          answers.stream().filter(answer -> answer.status() == 200).toList();
      assertThat(granted).hasSizeLessThanOrEqualTo(1);
      for (RawHttp.Answer answer : granted) {
        String token = Door.json(answer).get("access_token").asString();
        assertThat(one.get(CURRENT, token).status()).isEqualTo(401);
        assertThat(error(OauthFlow.refresh(two, answer))).isEqualTo("invalid_grant");
      }
    }
  }

  @Test
  void endsTheSessionOfAnApplicationThatRenewsTwiceAtOnce() throws Exception {
    RawHttp.Answer first = granted("shop");
    Map<String, String> renewal =
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "shop",
            "client_secret",
            OauthDoors.SECRET,
            "refresh_token",
            Door.json(first).get("refresh_token").asString());

    List<RawHttp.Answer> answers =
        atOnce(
            List.of(
                () -> form(one, "/oauth2/token", renewal),
                () -> form(two, "/oauth2/token", renewal)));

    assertThat(answers.stream().filter(answer -> answer.status() == 200).count())
        .isLessThanOrEqualTo(1);
    for (RawHttp.Answer answer : answers) {
      if (answer.status() == 200) {
        String token = Door.json(answer).get("access_token").asString();
        assertThat(two.get(CURRENT, token).status()).isEqualTo(401);
      }
    }
    assertThat(error(form(one, "/oauth2/token", renewal))).isEqualTo("invalid_grant");
  }

  @Test
  void asksAnApplicationForItsSecret() throws IOException {
    Map<String, String> redemption = shopRedemption();

    assertThat(error(form(one, "/oauth2/token", redemption))).isEqualTo("invalid_client");
    redemption.put("client_secret", "guessed");
    assertThat(error(form(one, "/oauth2/token", redemption))).isEqualTo("invalid_client");
    redemption.put("client_secret", OauthDoors.SECRET);
    assertThat(form(two, "/oauth2/token", redemption).status()).isEqualTo(200);

    Map<String, String> byHeader = shopRedemption();
    byHeader.remove("client_id");
    assertThat(basic(byHeader, "shop:guessed").status()).isEqualTo(401);
    RawHttp.Answer granted = basic(byHeader, "shop:" + OauthDoors.SECRET);
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    Map<String, String> revocation =
        Map.of("client_id", "shop", "token", Door.json(granted).get("access_token").asString());
    assertThat(form(one, "/oauth2/revoke", revocation).status()).isEqualTo(401);
  }

  @Test
  void givesACodeToItsOwnApplicationOnly() throws IOException {
    Map<String, String> stolen = shopRedemption();
    stolen.put("client_id", "app");

    assertThat(error(form(one, "/oauth2/token", stolen))).isEqualTo("invalid_grant");

    Map<String, String> unproven = shopRedemption();
    unproven.put("client_secret", OauthDoors.SECRET);
    unproven.put("code_verifier", VERIFIER + "z");
    assertThat(error(form(one, "/oauth2/token", unproven))).isEqualTo("invalid_grant");
    unproven.remove("code_verifier");
    assertThat(error(form(one, "/oauth2/token", unproven))).isIn("invalid_grant", "invalid_client");
  }

  @Test
  void sendsNobodyToAnAddressThatIsNotRegistered() throws IOException {
    for (String redirect :
        List.of(
            "https://app.example/callback/",
            "https://app.example/callback?x=1",
            "https://app.example.evil.example/callback",
            "https://app.example@evil.example/callback",
            "http://app.example/callback",
            "/console/")) {
      RawHttp.Answer answer = authorize(one, request("app", redirect, SCOPE));

      assertThat(answer.status()).as(redirect).isEqualTo(400);
      assertThat(answer.header("location")).isNull();
    }
    Map<String, String> unknown = request("nobody", APP, SCOPE);
    assertThat(authorize(one, unknown).status()).isEqualTo(400);
  }

  private RawHttp.Answer granted(String client) throws IOException {
    Map<String, String> redemption = shopRedemption();
    redemption.put("client_id", client);
    redemption.put("client_secret", OauthDoors.SECRET);
    RawHttp.Answer granted = form(one, "/oauth2/token", redemption);
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    return granted;
  }

  /// The redemption of a fresh code of the shop's, without its secret.
  private Map<String, String> shopRedemption() throws IOException {
    Map<String, String> redemption =
        redemption(OauthFlow.code(one, two, request("shop", APP, SCOPE)), VERIFIER);
    redemption.put("client_id", "shop");
    redemption.put("redirect_uri", APP);
    return redemption;
  }

  private RawHttp.Answer consentPage(String client, Map<String, String> cookies)
      throws IOException {
    String query = encode(request(client, APP, SCOPE)) + "&ui_locales=de";
    String back = signIn(one, one, query, cookies, FakeCrm.PASSWORD).header("location");
    String asked =
        Objects.requireNonNull(get(two, Objects.requireNonNull(back), cookies).header("location"));
    return get(one, asked.substring(asked.indexOf("/oauth2/")), cookies);
  }

  private RawHttp.Answer basic(Map<String, String> fields, String credentials) throws IOException {
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return one.http()
        .send(
            "POST",
            "/oauth2/token",
            Map.of(
                "Authorization",
                "Basic " + encoded,
                "Content-Type",
                "application/x-www-form-urlencoded"),
            encode(fields).getBytes(StandardCharsets.US_ASCII));
  }

  private static List<RawHttp.Answer> atOnce(List<Callable<RawHttp.Answer>> calls)
      throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<RawHttp.Answer> answers = new ArrayList<>();
      for (Future<RawHttp.Answer> answer : executor.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
