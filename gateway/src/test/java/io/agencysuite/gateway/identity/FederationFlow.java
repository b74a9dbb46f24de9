package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.OauthFlow.encode;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.get;
import static io.agencysuite.gateway.identity.OauthFlow.hidden;
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.gateway.probe.RawHttp;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// What a browser does between the door and another issuer, over the wire.
final class FederationFlow {
  static final String HOME = "http://localhost";
  static final String CONSOLE = HOME + "/console/";

  private static final String TOTP = "/v1/users/anna/totp";

  private FederationFlow() {}

  static RawHttp.Answer page(Door door, Map<String, String> cookies) throws Exception {
    return page(door, cookies, Map.of());
  }

  /// @param wishes further parameters of the console's request; it asks in German otherwise
  private static RawHttp.Answer page(
      Door door, Map<String, String> cookies, Map<String, String> wishes) throws Exception {
    Map<String, String> request = request("console", CONSOLE, "");
    request.put("ui_locales", "de");
    request.putAll(wishes);
    return get(door, "/oauth2/authorize?" + encode(request), cookies);
  }

  static Map<String, String> fields(RawHttp.Answer page) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("request", hidden(page.text(), "request"));
    fields.put("csrf", hidden(page.text(), "csrf"));
    return fields;
  }

  static RawHttp.Answer leave(Door door, Map<String, String> cookies) throws Exception {
    return leave(door, cookies, Map.of());
  }

  static RawHttp.Answer leave(Door door, Map<String, String> cookies, Map<String, String> wishes)
      throws Exception {
    return form(door, "/oauth2/federated", fields(page(door, cookies, wishes)), cookies);
  }

  /// Where a page leads on to.
  static String target(RawHttp.Answer page) {
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return Objects.requireNonNull(page.header("refresh")).replaceFirst("0;url=", "");
  }

  /// What the issuer sends the browser back to.
  static String issued(FakeIssuer issuer, RawHttp.Answer gone) throws Exception {
    String path = target(gone).substring(issuer.issuer().length());
    RawHttp.Answer answer = new RawHttp(issuer.port()).send("GET", path, Map.of(), new byte[0]);
    String back = Objects.requireNonNull(answer.header("location"));
    assertThat(back).startsWith(HOME + "/oauth2/callback?");
    return back;
  }

  static RawHttp.Answer comeBack(Door door, String back, Map<String, String> cookies)
      throws Exception {
    return get(door, back.substring(HOME.length()), cookies);
  }

  /// A refusal signs nobody in; without the secrets of its form it is answered.
  static String refused(RawHttp.Answer answer, int status, String text) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains("role=\"alert\"", text);
    assertThat(answer.header("refresh")).isNull();
    assertThat(Objects.requireNonNullElse(answer.header("set-cookie"), ""))
        .doesNotContain("agency_sign_in");
    return answer.text().replaceAll("value=\"[^\"]*\"", "");
  }

  /// What an ID token must not say.
  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("another nonce", claims -> claims.claim("nonce", "another")),
        wrong("no nonce", claims -> claims.claim("nonce", null)),
        wrong("another application", claims -> claims.audience("another")),
        wrong("two applications", claims -> claims.audience(List.of(FakeIssuer.CLIENT, "b"))),
        wrong("a presenter", claims -> claims.claim("azp", "another")),
        wrong("another issuer", claims -> claims.issuer("https://evil.example")),
        wrong("no subject", claims -> claims.subject(null)),
        wrong("no end", claims -> claims.expirationTime(null)),
        wrong("the past", claims -> claims.expirationTime(Date.from(Instant.EPOCH))));
  }

  private static Arguments wrong(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
    return Arguments.of(what, claims);
  }

  static byte[] switchTotpOn(Door door, AtomicReference<Instant> now) throws Exception {
    String token = Door.token(door.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
    String enrolled = Door.json(door.post(TOTP + ":enrol", token, "{}")).get("secret").asString();
    byte[] secret = TwoDoorsTest.fromBase32(enrolled);
    door.post(TOTP + ":confirm", token, "{\"code\":\"" + code(secret, now) + "\"}");
    now.updateAndGet(instant -> instant.plusSeconds(30));
    return secret;
  }

  static void switchTotpOff(Door door, AtomicReference<Instant> now, byte[] secret)
      throws Exception {
    now.updateAndGet(instant -> instant.plusSeconds(30));
    String token = Door.token(door.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, code(secret, now)));
    now.updateAndGet(instant -> instant.plusSeconds(30));
    String body = "{\"code\":\"" + code(secret, now) + "\"}";
    assertThat(door.post(TOTP + ":disable", token, body).status()).isEqualTo(200);
  }

  static String code(byte[] secret, AtomicReference<Instant> now) {
    return TotpCode.at(secret, TotpCode.step(now.get()));
  }
}
