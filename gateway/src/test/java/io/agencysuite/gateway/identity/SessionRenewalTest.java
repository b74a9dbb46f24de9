package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.v1.User;
import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole door in front of a crm over the wire, at a time that the test sets.
class SessionRenewalTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CURRENT = "/v1/sessions/current";
  private static final String RENEW = "/v1/sessions/current:renew";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2126-11-23T08:00:00.250Z"));
  @TempDir private Path keys;
  private FakeCrm crm;
  private ConfigurableApplicationContext door;
  private RawHttp http;

  @BeforeEach
  void open() throws IOException {
    crm = new FakeCrm();
    InstantSource clock = now::get;
    door =
        new SpringApplicationBuilder(GatewayApplication.class)
            .initializers(context ->
                ((GenericApplicationContext) context)
                    .registerBean(
                        "clockOfTest",
                        InstantSource.class,
                        () -> clock,
                        definition -> definition.setPrimary(true)))
            .run(
                "--server.port=0",
                "--agency.identity.key-directory=" + keys,
                "--agency.store.directory=" + keys.resolve("store"),
                "--gateway.session.operator-token-file=" + keys.resolve("operator.token"),
                "--gateway.session.longest=1h",
                "--gateway.session.grants-for=1h",
                "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
    http =
        new RawHttp(
            Objects.requireNonNull(((WebServerApplicationContext) door).getWebServer()).getPort());
  }

  @AfterEach
  void close() {
    door.close();
    crm.close();
  }

  @Test
  void answersLikeTheSignIn() throws IOException {
    JsonNode first = signIn();
    pass(Duration.ofMinutes(12));
    RawHttp.Answer answer = send("POST", RENEW, token(first));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    JsonNode second = JSON.readTree(answer.text());
    assertThat(second.propertyNames()).containsExactlyElementsOf(first.propertyNames());
    assertThat(second.get("expiresIn").asString()).isEqualTo("900s");
    assertThat(second.get("user")).isEqualTo(first.get("user"));
    assertThat(token(second)).isNotEqualTo(token(first));
  }

  @Test
  void outlivesTheFirstToken() throws IOException {
    String first = token(signIn());
    pass(Duration.ofMinutes(12));
    String second = renewed(first);
    pass(Duration.ofMinutes(12));

    assertThat(send("GET", CURRENT, first).text()).contains("CREDENTIAL_INVALID");
    assertThat(send("GET", CURRENT, second).status()).isEqualTo(200);
    assertThat(send("HEAD", CURRENT, second).status()).isEqualTo(200);
  }

  @Test
  void refusesATokenThatHasEnded() throws IOException {
    String token = token(signIn());
    pass(Duration.ofMinutes(15));

    assertThat(refused(token)).contains("CREDENTIAL_INVALID");
    assertThat(refused("")).contains("CREDENTIAL_MISSING");
    assertThat(refused("x.y.z")).contains("CREDENTIAL_INVALID");
  }

  @Test
  void endsASessionForGood() throws IOException {
    String token = token(signIn());
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMinutes(12));
      token = renewed(token);
    }
    pass(Duration.ofMinutes(10));
    JsonNode last = JSON.readTree(send("POST", RENEW, token).text());
    assertThat(last.get("expiresIn").asString()).isEqualTo("119s");

    pass(Duration.ofMinutes(2));
    JsonNode problem = JSON.readTree(refused(token(last)));
    assertThat(problem.get("reason").asString()).isEqualTo("SESSION_ENDED");
    assertThat(problem.get("detail").asString()).contains("2126-11-23T09:00:00Z", "/v1/sessions");
    assertThat(send("GET", CURRENT, token(last)).text()).contains("SESSION_ENDED");
    assertThat(send("POST", RENEW, token(signIn())).status()).isEqualTo(200);
  }

  @Test
  void signsOutEveryTokenOfTheSession() throws IOException {
    String first = token(signIn());
    String second = renewed(first);
    String other = token(signIn());

    assertThat(send("DELETE", CURRENT, first).status()).isEqualTo(204);
    assertThat(refused(first)).contains("CREDENTIAL_INVALID");
    assertThat(refused(second)).contains("CREDENTIAL_INVALID");
    assertThat(send("GET", CURRENT, second).status()).isEqualTo(401);
    assertThat(send("GET", CURRENT, other).status()).isEqualTo(200);
  }

  @Test
  void asksForTheUserAnew() throws IOException {
    String token = token(signIn());
    assertThat(send("GET", CURRENT, token).status()).isEqualTo(200);

    crm.grants.set(List.of());
    String renewed = renewed(token);
    assertThat(JSON.readTree(send("GET", CURRENT, renewed).text()).get("grants")).isEmpty();

    crm.user.set(FakeCrm.ANNA.toBuilder().setState(User.State.DISABLED).build());
    assertThat(refused(renewed)).contains("CREDENTIAL_INVALID");
    assertThat(send("GET", CURRENT, renewed).status()).isEqualTo(401);
  }

  @Test
  void saysWhenTheUserCannotBeAsked() throws IOException {
    String token = token(signIn());
    crm.close();

    assertThat(send("POST", RENEW, token).status()).isEqualTo(503);
  }

  @Test
  void isAKnownPathAndDocumented() throws IOException {
    assertThat(send("PUT", RENEW, "").header("allow")).isEqualTo("OPTIONS, POST");
    JsonNode paths = JSON.readTree(send("GET", "/openapi.json", "").text()).get("paths");
    assertThat(paths.get(RENEW).get("post").get("operationId").asString())
        .isEqualTo("Sessions_Renew");
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private JsonNode signIn() throws IOException {
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(FakeCrm.EMAIL, FakeCrm.PASSWORD);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return JSON.readTree(http.send("POST", "/v1/sessions", headers, bytes).text());
  }

  private String renewed(String token) throws IOException {
    RawHttp.Answer answer = send("POST", RENEW, token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return token(JSON.readTree(answer.text()));
  }

  private String refused(String token) throws IOException {
    RawHttp.Answer answer = send("POST", RENEW, token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).startsWith("Bearer");
    return answer.text();
  }

  private RawHttp.Answer send(String method, String target, String token) throws IOException {
    Map<String, String> headers =
        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    return http.send(method, target, headers, new byte[0]);
  }

  private static String token(JsonNode session) {
    return session.get("accessToken").asString();
  }
}
