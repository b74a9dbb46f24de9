package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.FederationFlow.comeBack;
import static io.agencysuite.gateway.identity.FederationFlow.fields;
import static io.agencysuite.gateway.identity.FederationFlow.issued;
import static io.agencysuite.gateway.identity.FederationFlow.leave;
import static io.agencysuite.gateway.identity.FederationFlow.page;
import static io.agencysuite.gateway.identity.FederationFlow.refused;
import static io.agencysuite.gateway.identity.FederationFlow.target;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.probe.RawHttp;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The way to another issuer: the page with its button, what is sent along, what is kept meanwhile.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(FederatedDoors.Extension.class)
class FederationDepartureTest {
  private final FederatedDoors doors;
  private final FakeIssuer issuer;
  private final Door one;

  FederationDepartureTest(FederatedDoors doors) {
    this.doors = doors;
    this.issuer = doors.issuer;
    this.one = doors.one;
  }

  @BeforeEach
  void behave() {
    doors.behave();
  }

  @Test
  void asksTheIssuerForNoMoreThanItNeeds() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer gone = leave(one, cookies);
    String target = target(gone);

    assertThat(target).startsWith(issuer.issuer() + "/authorize?response_type=code&");
    assertThat(parameter(target, "redirect_uri"))
        .isEqualTo(FederationFlow.HOME + "/oauth2/callback");
    assertThat(parameter(target, "scope")).isEqualTo("openid email");
    assertThat(parameter(target, "code_challenge_method")).isEqualTo("S256");
    assertThat(parameter(target, "ui_locales")).isEqualTo("de");
    assertThat(gone.header("set-cookie"))
        .contains("; Path=/oauth2/callback;", "; Max-Age=600;", "; HttpOnly", "; SameSite=Lax");
    assertThat(target).doesNotContain(cookies.getOrDefault("agency_flight", "-"));
  }

  @Test
  void leavesPasswordsWhenTheIssuerIsDown() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    String back = issued(issuer, leave(one, cookies));
    issuer.fault = FakeIssuer.Fault.DOWN;

    refused(comeBack(one, back, cookies), 503, "ist im Moment nicht erreichbar");
    // The discovery document is not known any more.
    doors.wait(Duration.ofMinutes(6));
    long before = flights();
    RawHttp.Answer page = leave(one, cookies);
    refused(page, 503, "ist im Moment nicht erreichbar");
    assertThat(flights()).isEqualTo(before);
    Map<String, String> fields = new LinkedHashMap<>(fields(page));
    fields.put("email", FakeCrm.EMAIL);
    fields.put("password", FakeCrm.PASSWORD);
    assertThat(form(one, "/oauth2/sign-in", fields, cookies).status()).isEqualTo(303);
  }

  @Test
  void passesOnHowPeopleShallSignIn() throws Exception {
    assertThat(target(leave(one, new HashMap<>(), Map.of("prompt", "login", "max_age", "60"))))
        .contains("&prompt=login", "&max_age=60");
    assertThat(target(leave(one, new HashMap<>(), Map.of("prompt", "select_account"))))
        .contains("&prompt=select_account")
        .doesNotContain("max_age");
    assertThat(target(leave(one, new HashMap<>(), Map.of("prompt", "consent", "max_age", "-1"))))
        .doesNotContain("prompt", "max_age");
  }

  @Test
  void keepsNoMoreThanASignInNeeds() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    Map<String, String> fields = fields(page(one, cookies));
    long before = flights();
    fields.merge("request", "&state=" + "x".repeat(2_048), String::concat);

    refused(form(one, "/oauth2/federated", fields, cookies), 400, "schickt die Anwendung zu viel");

    assertThat(cookies).doesNotContainKey("agency_flight");
    assertThat(flights()).isEqualTo(before);
  }

  private long flights() {
    return one.bean(MongoDatabase.class).getCollection("oauth-flights").countDocuments();
  }

  @Test
  void takesNoFormOfAnotherPage() throws Exception {
    Map<String, String> fields = fields(page(one, new HashMap<>()));

    RawHttp.Answer answer = form(one, "/oauth2/federated", fields);

    refused(answer, 403, "zu lange offen");
    assertThat(answer.header("set-cookie")).doesNotContain("agency_flight");
  }

  @Test
  void takesNoPasswordsWhereTheyAreOff() throws Exception {
    try (Door closed = doors.doors.another("--gateway.oidc.local-sign-in=false")) {
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
}
