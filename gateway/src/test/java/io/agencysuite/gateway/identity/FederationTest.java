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

import io.agencysuite.gateway.probe.RawHttp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Signing in at another issuer, as a browser sees it, at two doors on one store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(FederatedDoors.Extension.class)
class FederationTest {
  private static final String CURRENT = "/v1/sessions/current";

  private final FederatedDoors doors;
  private final FakeIssuer issuer;
  private final Door one;
  private final Door two;

  FederationTest(FederatedDoors doors) {
    this.doors = doors;
    this.issuer = doors.issuer;
    this.one = doors.one;
    this.two = doors.two;
  }

  @BeforeEach
  void behave() {
    doors.behave();
  }

  @Test
  void signsInForTheConsole() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer onward = comeBack(two, issued(issuer, leave(one, cookies)), cookies);
    assertThat(onward.status()).as(onward.text()).isEqualTo(200);
    assertThat(onward.header("set-cookie"))
        .contains("agency_flight=; Path=/oauth2/callback; Max-Age=0", "SameSite=Strict");

    String back = Objects.requireNonNull(get(one, target(onward), cookies).header("location"));
    assertThat(back).startsWith(FederationFlow.CONSOLE + "?code=");
    Map<String, String> redemption =
        OauthFlow.redemption(parameter(back, "code"), OauthFlow.VERIFIER);
    redemption.put("redirect_uri", FederationFlow.CONSOLE);
    RawHttp.Answer granted = form(two, "/oauth2/token", redemption);

    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    String token = Door.json(granted).get("access_token").asString();
    assertThat(one.get(CURRENT, token).text()).contains("users/anna", "tenants/nord");
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

    doors.wait(Duration.ofMinutes(10));

    refused(comeBack(one, back, cookies), 403, "href=\"/console/\"");
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

  /// The minutes that somebody spends at the issuer do not count.
  @Test
  void wantsASignInAsFreshAsTheApplicationDoes() throws Exception {
    assertThat(signedInBefore(Duration.ofSeconds(60)).header("refresh")).isNotNull();
    refused(signedInBefore(Duration.ofSeconds(70)), 403, "did not sign you in");
    issuer.claims = claims -> claims.claim("auth_time", "yesterday");
    refused(comeBackIn(Duration.ZERO), 403, "did not sign you in");
    issuer.behave();
    refused(comeBackIn(Duration.ZERO), 403, "did not sign you in");
  }

  private RawHttp.Answer signedInBefore(Duration age) throws Exception {
    long time = doors.now.get().minus(age).getEpochSecond();
    issuer.claims = claims -> claims.claim("auth_time", time);
    return comeBackIn(Duration.ofMinutes(5));
  }

  private RawHttp.Answer comeBackIn(Duration time) throws Exception {
    Map<String, String> cookies = new HashMap<>();
    Map<String, String> wishes = Map.of("max_age", "60", "ui_locales", "en");
    String back = issued(issuer, leave(one, cookies, wishes));
    doors.wait(time);
    return comeBack(one, back, cookies);
  }

  @Test
  void provesItselfInTheFormWhereTheIssuerWantsThat() throws Exception {
    issuer.secretInForm = true;

    assertThat(doors.roundTrip().header("refresh")).isNotNull();
  }

  @Test
  void asksForTheOneTimeCode() throws Exception {
    byte[] secret = switchTotpOn(one, doors.now);
    Map<String, String> cookies = new HashMap<>();

    RawHttp.Answer asked = comeBack(two, issued(issuer, leave(one, cookies)), cookies);
    assertThat(asked.text()).contains("one-time-code");
    assertThat(
            get(one, "/oauth2/authorize?" + hidden(asked.text(), "request"), new HashMap<>(cookies))
                .text())
        .contains("name=\"password\"");
    Map<String, String> fields = fields(asked);
    fields.put("code", code(secret, doors.now));
    assertThat(form(one, "/oauth2/sign-in", fields, cookies).status()).isEqualTo(303);

    switchTotpOff(one, doors.now, secret);
  }
}
