package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.v1.User;
import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.agencysuite.kit.identity.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole door with the suite's contract, in front of a crm over the wire.
class SessionsTest {
  private static final Duration GRANTS_FOR = Duration.ofMillis(300);

  private static final JsonMapper JSON = new JsonMapper();
  private static final String OPERATOR = "operator-token-of-this-test";

  @TempDir private Path keys;
  private FakeCrm crm;
  private ConfigurableApplicationContext door;
  private RawHttp http;

  @BeforeEach
  void open() throws IOException {
    crm = new FakeCrm();
    Files.writeString(keys.resolve("operator.token"), OPERATOR + "\n");
    door =
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                "--server.port=0",
                "--agency.identity.key-directory=" + keys,
                "--agency.store.directory=" + keys.resolve("store"),
                "--gateway.session.operator-token-file=" + keys.resolve("operator.token"),
                "--gateway.session.grants-for=" + GRANTS_FOR.toMillis() + "ms",
                "--gateway.session.failures-per-account-and-address=3",
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
  void signsInAndSaysWho() throws IOException {
    RawHttp.Answer answer = signIn(FakeCrm.PASSWORD);

    assertThat(answer.status()).isEqualTo(201);
    JsonNode session = JSON.readTree(answer.text());
    assertThat(session.get("expiresIn").asString()).isEqualTo("900s");
    assertThat(session.get("user").get("displayName").asString()).isEqualTo("Anna Müller");

    JsonNode current = JSON.readTree(get("/v1/sessions/current", token(answer)).text());
    assertThat(current.get("tenant").asString()).isEqualTo("tenants/nord");
    assertThat(current.get("grants").get(1).get("client").asString()).isEqualTo("clients/acme");
  }

  @Test
  void tellsTheServiceWhoCalls() throws IOException {
    String token = token(signIn(FakeCrm.PASSWORD));
    assertThat(get("/v1/users/ben", token).status()).isEqualTo(200);

    Identity identity = lastIdentity();
    assertThat(identity.kind()).isEqualTo(Identity.Kind.USER);
    assertThat(identity.tenant()).isEqualTo("nord");
    assertThat(identity.subject()).isEqualTo("users/anna");
    assertThat(identity.grants())
        .isEqualTo(Map.of("*", Set.of(Role.ANALYST), "acme", Set.of(Role.SALES)));
  }

  @Test
  void refusesWhoHasNoValidToken() throws IOException {
    assertThat(get("/v1/users/ben", "").status()).isEqualTo(401);
    assertThat(get("/v1/users/ben", "").header("www-authenticate")).startsWith("Bearer");
    assertThat(get("/v1/users/ben", "x.y.z").status()).isEqualTo(401);
    String token = token(signIn(FakeCrm.PASSWORD));
    String other = token.substring(0, token.length() - 6) + "AAAAAA";
    assertThat(get("/v1/users/ben", other).status()).isEqualTo(401);
    String none = "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + ".";
    assertThat(get("/v1/users/ben", none).status()).isEqualTo(401);
  }

  @Test
  void neverTakesAnAccessTokenForAnIdentity() throws IOException {
    String token = token(signIn(FakeCrm.PASSWORD));

    assertThat(verifier().verify(token)).isEmpty();
  }

  @Test
  void forgetsASessionAtSignOut() throws IOException {
    String token = token(signIn(FakeCrm.PASSWORD));

    assertThat(send("DELETE", "/v1/sessions/current", token, "").status()).isEqualTo(204);
    assertThat(get("/v1/sessions/current", token).status()).isEqualTo(401);
  }

  @Test
  void remembersGrantsForAMomentOnly() throws Exception {
    String token = token(signIn(FakeCrm.PASSWORD));
    int calls = 20;
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      get("/v1/users/ben", token);
    }
    long moments = Duration.ofNanos(System.nanoTime() - start).dividedBy(GRANTS_FOR);
    assertThat(crm.resolved.get()).isBetween(1, (int) Math.min(calls, moments + 1));

    crm.grants.set(List.of());
    Thread.sleep(GRANTS_FOR.plusMillis(1));
    get("/v1/users/ben", token);
    assertThat(lastIdentity().grants()).isEmpty();

    crm.user.set(FakeCrm.ANNA.toBuilder().setState(User.State.DISABLED).build());
    Thread.sleep(GRANTS_FOR.plusMillis(1));
    assertThat(get("/v1/users/ben", token).status()).isEqualTo(401);
  }

  @Test
  void throttlesFailedSignIns() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(signIn("wrong").status()).isEqualTo(401);
    }

    RawHttp.Answer refused = signIn(FakeCrm.PASSWORD);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isNotNull();
  }

  @Test
  void letsTheOperatorInByItsFile() throws IOException {
    String tenant = "{\"tenantId\":\"nord\"}";
    RawHttp.Answer anna = send("POST", "/v1/tenants", token(signIn(FakeCrm.PASSWORD)), tenant);
    assertThat(anna.status()).isEqualTo(403);
    assertThat(anna.text()).contains("OPERATOR_ONLY");

    assertThat(send("POST", "/v1/tenants", OPERATOR, tenant).status()).isEqualTo(200);
    assertThat(lastIdentity().kind()).isEqualTo(Identity.Kind.OPERATOR);
  }

  @Test
  void neverRoutesInternalCalls() throws IOException {
    assertThat(send("POST", "/agency.crm.v1.UserService/AuthenticateUser", OPERATOR, "{}").status())
        .isEqualTo(404);
    assertThat(get("/openapi.json", "").text())
        .doesNotContain("AuthenticateUser", "ResolvePrincipal");
  }

  @Test
  void namesWhatIsWrongWithASignIn() throws IOException {
    assertThat(sessions("{\"email\":\"a\"}")).contains("password");
    assertThat(sessions("{\"email\":\"a\",\"password\":\"b\",\"x\":1}")).contains("UNKNOWN_FIELD");
    assertThat(sessions("{\"email\":1}")).contains("INVALID_VALUE");
    assertThat(sessions("[")).contains("MALFORMED_JSON");
    assertThat(send("PUT", "/v1/sessions", "", "{}").header("allow")).isEqualTo("OPTIONS, POST");
  }

  @Test
  void tellsTheStateOfEveryService() throws IOException {
    RawHttp.Answer health = get("/healthz", "");

    assertThat(health.status()).isEqualTo(503);
    assertThat(JSON.readTree(health.text()).get("backends").propertyNames())
        .containsExactly("crm", "gateway", "metrics", "planning");
    assertThat(get("/healthz/live", "").status()).isEqualTo(200);
  }

  @Test
  void documentsEveryRoute() throws IOException {
    JsonNode api = JSON.readTree(get("/openapi.json", "").text());

    assertThat(api.get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(api.get("paths").get("/v1/users/{user}").has("get")).isTrue();
    assertThat(api.get("paths").has("/v1/sessions")).isTrue();
    api.findValuesAsString("$ref")
        .forEach(reference ->
            assertThat(api.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
  }

  @Test
  void servesThePages() throws IOException {
    assertThat(get("/", "").header("location")).isEqualTo("/console/");
    RawHttp.Answer docs = get("/docs", "");
    assertThat(docs.status()).isEqualTo(200);
    assertThat(docs.header("content-security-policy")).startsWith("default-src 'self'");
    assertThat(docs.header("cache-control")).isEqualTo("no-cache");
    String tag = Objects.requireNonNull(docs.header("etag"));
    assertThat(http.send("GET", "/docs", Map.of("If-None-Match", tag), new byte[0]).status())
        .isEqualTo(304);
    assertThat(get("/console/lib/lit/3.3.3/index.js", "").header("cache-control"))
        .contains("immutable");
    assertThat(get("/console/nothing.js", "").status()).isEqualTo(404);
  }

  private String sessions(String body) throws IOException {
    RawHttp.Answer answer = send("POST", "/v1/sessions", "", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.text();
  }

  private RawHttp.Answer signIn(String password) throws IOException {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(FakeCrm.EMAIL, password);
    return send("POST", "/v1/sessions", "", body);
  }

  private static String token(RawHttp.Answer answer) {
    return JSON.readTree(answer.text()).get("accessToken").asString();
  }

  private RawHttp.Answer get(String target, String token) throws IOException {
    Map<String, String> headers =
        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    return http.send("GET", target, headers, new byte[0]);
  }

  private RawHttp.Answer send(String method, String target, String token, String body)
      throws IOException {
    Map<String, String> headers =
        token.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token);
    return http.send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private Identity lastIdentity() {
    String signed = crm.headers.getLast().get(CurrentCall.IDENTITY_HEADER);
    return verifier().verify(Objects.requireNonNull(signed)).orElseThrow();
  }

  private IdentityVerifier verifier() {
    return new IdentityVerifier(
        new IdentitySettings("crm", keys, Duration.ofSeconds(60)), InstantSource.system());
  }
}
