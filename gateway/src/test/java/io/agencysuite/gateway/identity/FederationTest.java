package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.FederationFlow.code;
import static io.agencysuite.gateway.identity.FederationFlow.comeBack;
import static io.agencysuite.gateway.identity.FederationFlow.fields;
import static io.agencysuite.gateway.identity.FederationFlow.issued;
import static io.agencysuite.gateway.identity.FederationFlow.leave;
import static io.agencysuite.gateway.identity.FederationFlow.page;
import static io.agencysuite.gateway.identity.FederationFlow.refused;
import static io.agencysuite.gateway.identity.FederationFlow.switchTotpOff;
import static io.agencysuite.gateway.identity.FederationFlow.switchTotpOn;
import static io.agencysuite.gateway.identity.FederationFlow.target;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.get;
import static io.agencysuite.gateway.identity.OauthFlow.hidden;
import static io.agencysuite.gateway.identity.OauthFlow.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.crm.v1.User;
import io.agencysuite.gateway.probe.RawHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Signing in at another issuer, as a browser sees it, at two doors on one store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class FederationTest {
  private static final String HOME = FederationFlow.HOME;
  private static final String CONSOLE = FederationFlow.CONSOLE;
  private static final String CURRENT = "/v1/sessions/current";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2126-11-23T08:00:00Z"));
  @TempDir private static Path folder;
  private FakeIssuer issuer;
  private OauthDoors doors;
  private Door one;
  private Door two;

  @BeforeAll
  void open() throws Exception {
    issuer = new FakeIssuer(now::get);
    doors =
        new OauthDoors(
            folder,
            now,
            "https://app.example/callback",
            "--gateway.public-url=" + HOME,
            "--gateway.oidc.issuer=" + issuer.issuer(),
            "--gateway.oidc.tenant=nord",
            "--gateway.oidc.display-name=Nord & Söhne",
            "--gateway.oidc.client-id=" + FakeIssuer.CLIENT,
            "--gateway.oidc.client-secret=" + FakeIssuer.SECRET);
    one = doors.one();
    two = doors.two();
  }

  @AfterAll
  void close() {
    doors.close();
    issuer.close();
  }

  @BeforeEach
  void behave() {
    issuer.behave();
    doors.crm().user.set(FakeCrm.ANNA);
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(20)));
  }

  @Test
  void signsInForTheConsole() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer onward = comeBack(two, issued(issuer, leave(one, cookies)), cookies);
    assertThat(onward.status()).as(onward.text()).isEqualTo(200);
    assertThat(onward.header("set-cookie"))
        .contains("agency_flight=; Path=/oauth2/callback; Max-Age=0", "SameSite=Strict");

    String back = Objects.requireNonNull(get(one, target(onward), cookies).header("location"));
    assertThat(back).startsWith(CONSOLE + "?code=");
    Map<String, String> redemption =
        OauthFlow.redemption(parameter(back, "code"), OauthFlow.VERIFIER);
    redemption.put("redirect_uri", CONSOLE);
    RawHttp.Answer granted = form(two, "/oauth2/token", redemption);

    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    String token = Door.json(granted).get("access_token").asString();
    assertThat(one.get(CURRENT, token).text()).contains("users/anna", "tenants/nord");
  }

  @Test
  void asksTheIssuerForNoMoreThanItNeeds() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer gone = leave(one, cookies);
    String target = target(gone);

    assertThat(target).startsWith(issuer.issuer() + "/authorize?response_type=code&");
    assertThat(parameter(target, "redirect_uri")).isEqualTo(HOME + "/oauth2/callback");
    assertThat(parameter(target, "scope")).isEqualTo("openid email");
    assertThat(parameter(target, "code_challenge_method")).isEqualTo("S256");
    assertThat(parameter(target, "ui_locales")).isEqualTo("de");
    assertThat(gone.header("set-cookie"))
        .contains("; Path=/oauth2/callback;", "; Max-Age=600;", "; HttpOnly", "; SameSite=Lax");
    assertThat(target).doesNotContain(cookies.getOrDefault("agency_flight", "-"));
  }

  @Test
  void comesBackOnce() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    String back = issued(issuer, leave(one, cookies));
    Map<String, String> copied = new HashMap<>(cookies);
    assertThat(comeBack(one, back, cookies).header("refresh")).isNotNull();

    refused(comeBack(one, back, new HashMap<>(copied)), 403, "href=\"/console/\"");
    refused(comeBack(two, back, new HashMap<>(copied)), 403, "href=\"/console/\"");
  }

  @Test
  void takesInOnlyTheBrowserThatWent() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    String back = issued(issuer, leave(one, cookies));
    Map<String, String> another = new HashMap<>();
    leave(one, another);

    refused(comeBack(one, back, new HashMap<>()), 403, "href=\"/console/\"");
    refused(comeBack(one, back, another), 403, "href=\"/console/\"");
    String wrong = back.replace("state=", "state=x");
    refused(comeBack(one, wrong, new HashMap<>(cookies)), 403, "href=\"/console/\"");
    assertThat(comeBack(one, back, cookies).header("refresh")).isNotNull();
  }

  @Test
  void waitsForTenMinutes() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    String back = issued(issuer, leave(one, cookies));

    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(10)));

    refused(comeBack(one, back, cookies), 403, "href=\"/console/\"");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.agencysuite.gateway.identity.FederationFlow#wrongClaims")
  void believesNoIdTokenOf(
      String what, UnaryOperator<JWTClaimsSet.Builder> wrong, CapturedOutput output)
      throws Exception {
    issuer.claims = wrong;

    refused(roundTrip(), 403, "did not sign you in");
    assertThat(output.getAll()).doesNotContain("eyJ", FakeCrm.EMAIL, FakeIssuer.SECRET);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
  void believesNoSignature(FakeIssuer.Signature wrong) throws Exception {
    issuer.signature = wrong;

    refused(roundTrip(), 403, "did not sign you in");
  }

  @Test
  void letsNobodyInWhoIsNotAnActiveUser() throws Exception {
    issuer.claims = claims -> claims.claim("email", "nobody@example.com");
    String unknown = refused(roundTrip(), 403, "no active user here");
    issuer.claims = claims -> claims.claim("email_verified", false);
    String unverified = refused(roundTrip(), 403, "no active user here");
    issuer.claims = claims -> claims.claim("email", null);
    String absent = refused(roundTrip(), 403, "no active user here");
    issuer.behave();
    doors.crm().user.set(FakeCrm.ANNA.toBuilder().setState(User.State.DISABLED).build());
    String disabled = refused(roundTrip(), 403, "no active user here");

    assertThat(List.of(unverified, absent, disabled)).containsOnly(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_denied", "login_required", "<script>"})
  void saysThatTheIssuerRefuses(String error) throws Exception {
    issuer.error = error;

    assertThat(refused(roundTrip(), 403, "did not sign you in")).doesNotContain("<script>");
  }

  @Test
  void wantsToKnowWhoAnswers() throws Exception {
    issuer.names = "https://evil.example";
    refused(roundTrip(), 403, "did not sign you in");
    issuer.names = null;
    refused(roundTrip(), 403, "did not sign you in");
  }

  @Test
  void leavesPasswordsWhenTheIssuerIsDown() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    String back = issued(issuer, leave(one, cookies));
    issuer.fault = FakeIssuer.Fault.DOWN;

    refused(comeBack(one, back, cookies), 503, "ist im Moment nicht erreichbar");
    // The discovery document is not known any more.
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(6)));
    RawHttp.Answer page = leave(one, cookies);
    refused(page, 503, "ist im Moment nicht erreichbar");
    Map<String, String> fields = new LinkedHashMap<>(fields(page));
    fields.put("email", FakeCrm.EMAIL);
    fields.put("password", FakeCrm.PASSWORD);
    assertThat(form(one, "/oauth2/sign-in", fields, cookies).status()).isEqualTo(303);
  }

  @Test
  void goesOnToItsOwnAddressOnly() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    Map<String, String> fields = fields(page(one, cookies));
    fields.put("request", "//evil.example\r\nSet-Cookie: a=b");
    RawHttp.Answer onward =
        comeBack(one, issued(issuer, form(one, "/oauth2/federated", fields, cookies)), cookies);

    assertThat(target(onward)).isEqualTo("/oauth2/authorize?//evil.exampleSet-Cookie:a=b");
    assertThat(onward.header("set-cookie")).doesNotContain("a=b");
  }

  @Test
  void takesNoFormOfAnotherPage() throws Exception {
    Map<String, String> fields = fields(page(one, new HashMap<>()));

    RawHttp.Answer answer = form(one, "/oauth2/federated", fields);

    refused(answer, 403, "zu lange offen");
    assertThat(answer.header("set-cookie")).doesNotContain("agency_flight");
  }

  @Test
  void asksForTheOneTimeCode() throws Exception {
    byte[] secret = switchTotpOn(one, now);
    Map<String, String> cookies = new HashMap<>();

    RawHttp.Answer asked = comeBack(two, issued(issuer, leave(one, cookies)), cookies);
    assertThat(asked.text()).contains("one-time-code");
    assertThat(
            get(one, "/oauth2/authorize?" + hidden(asked.text(), "request"), new HashMap<>(cookies))
                .text())
        .contains("name=\"password\"");
    Map<String, String> fields = fields(asked);
    fields.put("code", code(secret, now));
    assertThat(form(one, "/oauth2/sign-in", fields, cookies).status()).isEqualTo(303);

    switchTotpOff(one, now, secret);
  }

  @Test
  void takesNoPasswordsWhereTheyAreOff() throws Exception {
    try (Door closed = doors.another("--gateway.oidc.local-sign-in=false")) {
      Map<String, String> cookies = new HashMap<>();
      RawHttp.Answer page = page(closed, cookies);
      assertThat(page.text())
          .contains("Mit Nord &amp; Söhne anmelden")
          .doesNotContain("name=\"password\"");
      Map<String, String> fields = new LinkedHashMap<>(fields(page));
      fields.put("email", FakeCrm.EMAIL);
      fields.put("password", FakeCrm.PASSWORD);

      RawHttp.Answer answer = form(closed, "/oauth2/sign-in", fields, cookies);
      refused(answer, 403, "Passwörter sind hier abgeschaltet");
      RawHttp.Answer byScript = closed.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, "");
      assertThat(byScript.status()).isEqualTo(403);
      assertThat(byScript.text()).contains("LOCAL_SIGN_IN_OFF");
      assertThat(
              comeBack(closed, issued(issuer, leave(closed, cookies)), cookies).header("refresh"))
          .isNotNull();
    }
  }

  private RawHttp.Answer roundTrip() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    return comeBack(two, issued(issuer, leave(one, cookies, "en")), cookies);
  }
}
