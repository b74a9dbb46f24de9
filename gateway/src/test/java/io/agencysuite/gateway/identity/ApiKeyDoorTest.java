package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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

/// API keys through the wire, at two doors that share a store, at a time that the test sets.
class ApiKeyDoorTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String USER = "/v1/users/ben";

  private final Instant start = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
  private final AtomicReference<Instant> now = new AtomicReference<>(start);
  @TempDir private Path folder;
  private FakeCrm crm;
  private EmbeddedStore store;
  private ConfigurableApplicationContext first;
  private ConfigurableApplicationContext second;
  private String owner = "";

  @BeforeEach
  void open() throws IOException {
    crm = new FakeCrm();
    crm.grants.set(List.of(Grant.newBuilder().setClient("clients/-").setRole(Role.OWNER).build()));
    store = EmbeddedStore.start(EmbeddedStoreSettings.of(folder.resolve("store")));
    first = door();
    second = door();
    signIn();
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    store.close();
    crm.close();
  }

  @Test
  void showsTheKeyOnceAndAcceptsItAtEveryDoor() throws IOException {
    JsonNode made = create("");
    String key = made.get("keyText").asString();

    JsonNode read = JSON.readTree(owned("GET", "/v1/" + name(made), "").text());
    assertThat(read.has("keyText")).isFalse();
    assertThat(read.get("secrets").get(0).get("hint").asString())
        .isEqualTo(key.substring(key.length() - 4));
    assertThat(called(first, "Bearer " + key)).isEqualTo(200);
    assertThat(called(second, "Bearer " + key)).isEqualTo(200);
    Map<String, String> header = Map.of("X-Api-Key", key);
    assertThat(http(second).send("GET", USER, header, new byte[0]).status()).isEqualTo(200);
    Identity identity = lastIdentity();
    assertThat(identity.kind()).isEqualTo(Identity.Kind.API_KEY);
    assertThat(identity.tenant()).isEqualTo("nord");
    assertThat(identity.subject()).isEqualTo(name(made));
    assertThat(identity.grants())
        .isEqualTo(Map.of("*", Set.of(io.agencysuite.kit.identity.Role.ANALYST)));
  }

  @Test
  void neverStoresTheKey() throws IOException {
    String key = create("").get("keyText").asString();

    String secret = key.substring(key.lastIndexOf('_') + 1);
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                  .doesNotContain(secret));
    }
  }

  @Test
  void refusesWhatIsNoLiveKey() throws IOException {
    JsonNode made = create("");
    String key = made.get("keyText").asString();
    String typo = key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x");

    assertThat(refused("Bearer " + typo)).contains("API_KEY_MALFORMED");
    assertThat(refused("Bearer agk_nonsense")).contains("API_KEY_MALFORMED");
    Map<String, String> both = Map.of("X-Api-Key", key, "Authorization", owner);
    assertThat(http(first).send("GET", USER, both, new byte[0]).text())
        .contains("CREDENTIALS_AMBIGUOUS");
    assertThat(owned("DELETE", "/v1/" + name(made), "").status()).isEqualTo(200);
    assertThat(refused("Bearer " + key)).contains("API_KEY_INVALID");
  }

  @Test
  void endsAKeyAtEveryDoorWithinItsTime() throws Exception {
    JsonNode made = create("");
    String key = "Bearer " + made.get("keyText").asString();
    assertThat(called(second, key)).isEqualTo(200);

    JsonNode revoked = JSON.readTree(owned("POST", "/v1/" + name(made) + ":revoke", "{}").text());

    assertThat(revoked.get("state").asString()).isEqualTo("REVOKED");
    assertThat(called(first, key)).isEqualTo(401);
    Thread.sleep(400);
    assertThat(called(second, key)).isEqualTo(401);
    assertThat(owned("POST", "/v1/" + name(made) + ":rotate", "{}").text())
        .contains("API_KEY_REVOKED");
  }

  @Test
  void keepsTheFormerSecretForTheOverlap() throws Exception {
    JsonNode made = create("");
    String former = "Bearer " + made.get("keyText").asString();
    String rotate = "/v1/" + name(made) + ":rotate";

    JsonNode next = JSON.readTree(owned("POST", rotate, "{\"overlap\":\"3600s\"}").text());

    String latter = "Bearer " + next.get("keyText").asString();
    assertThat(next.get("secrets").size()).isEqualTo(2);
    assertThat(called(first, former)).isEqualTo(200);
    assertThat(called(first, latter)).isEqualTo(200);
    now.set(start.plus(Duration.ofHours(1)));
    signIn();
    assertThat(called(first, former)).isEqualTo(401);
    assertThat(called(first, latter)).isEqualTo(200);
    owned("POST", rotate, "{\"overlap\":\"0s\"}");
    assertThat(called(first, latter)).isEqualTo(401);
  }

  @Test
  void endsByItself() throws IOException {
    String key = "Bearer " + create("").get("keyText").asString();

    now.set(start.plus(Duration.ofDays(31)));

    assertThat(refused(key)).contains("API_KEY_INVALID");
  }

  @Test
  void narrowsAKeyToItsScopes() throws IOException {
    String key = "Bearer " + create(",\"scopes\":[\"clients.read\"]").get("keyText").asString();

    RawHttp.Answer answer = send(first, "GET", USER, key, "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("API_KEY_SCOPE_MISSING", "users.read");
  }

  @Test
  void neverWidensAKey() throws IOException {
    JsonNode made = create(",\"scopes\":[\"users.read\",\"clients.read\"]");
    String path = "/v1/" + name(made);

    RawHttp.Answer narrower = owned("PATCH", path, "{\"scopes\":[\"users.read\"]}");
    RawHttp.Answer wider = owned("PATCH", path + "?updateMask=scopes", "{\"scopes\":[]}");
    RawHttp.Answer other =
        owned("PATCH", path, "{\"grants\":[{\"client\":\"clients/-\",\"role\":\"SALES\"}]}");

    assertThat(narrower.status()).as(narrower.text()).isEqualTo(200);
    assertThat(wider.status()).isEqualTo(400);
    assertThat(other.status()).isEqualTo(400);
  }

  @Test
  void refusesKeysThatCannotBe() throws IOException {
    assertThat(created("OWNER", start.plus(Duration.ofDays(30)), "").text()).contains("role");
    assertThat(created("ANALYST", start.minusSeconds(1), "").text())
        .contains("\"field\":\"expireTime\"", "\"detail\":\"expireTime: ");
    assertThat(created("ANALYST", start.plus(Duration.ofDays(367)), "").text()).contains("expire");
    assertThat(created("ANALYST", start.plusSeconds(60), ",\"scopes\":[\"leeds.read\"]").text())
        .contains("scopes", "clients.read");
  }

  @Test
  void answersARetriedCreationWithoutTheText() throws IOException {
    String path = "/v1/apiKeys?requestId=r1";
    String body = body("ANALYST", start.plusSeconds(600), "");

    JsonNode made = JSON.readTree(owned("POST", path, body).text());
    JsonNode again = JSON.readTree(owned("POST", path, body).text());

    assertThat(name(again)).isEqualTo(name(made));
    assertThat(made.has("keyText")).isTrue();
    assertThat(again.has("keyText")).isFalse();
  }

  @Test
  void notesTheLastUseByTheMinute() throws IOException {
    JsonNode made = create("");
    String key = "Bearer " + made.get("keyText").asString();
    assertThat(lastUse(made)).isEmpty();

    called(first, key);
    now.set(start.plusSeconds(30));
    called(first, key);
    called(second, key);
    assertThat(lastUse(made)).isEqualTo(start.toString());

    List<JsonNode> listed =
        List.copyOf(JSON.readTree(owned("GET", "/v1/apiKeys", "").text()).get("apiKeys").values());
    assertThat(listed).extracting(k -> k.get("lastUseTime").asString()).hasSize(1);
  }

  private String lastUse(JsonNode made) throws IOException {
    JsonNode key = JSON.readTree(owned("GET", "/v1/" + name(made), "").text());
    return key.has("lastUseTime") ? key.get("lastUseTime").asString() : "";
  }

  private JsonNode create(String more) throws IOException {
    RawHttp.Answer answer = created("ANALYST", start.plus(Duration.ofDays(30)), more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return JSON.readTree(answer.text());
  }

  private RawHttp.Answer created(String role, Instant end, String more) throws IOException {
    return owned("POST", "/v1/apiKeys", body(role, end, more));
  }

  private static String body(String role, Instant end, String more) {
    return """
    {"displayName":"Shop","expireTime":"%s","grants":[{"client":"clients/-","role":"%s"}]%s}\
    """
        .formatted(end, role, more);
  }

  private static String name(JsonNode key) {
    return key.get("name").asString();
  }

  private void signIn() throws IOException {
    String login =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(FakeCrm.EMAIL, FakeCrm.PASSWORD);
    owner =
        "Bearer "
            + JSON.readTree(send(first, "POST", "/v1/sessions", "", login).text())
                .get("accessToken")
                .asString();
  }

  private int called(ConfigurableApplicationContext door, String authorization) throws IOException {
    return send(door, "GET", USER, authorization, "").status();
  }

  private String refused(String authorization) throws IOException {
    RawHttp.Answer answer = send(first, "GET", USER, authorization, "");
    assertThat(answer.status()).isEqualTo(401);
    return answer.text();
  }

  private RawHttp.Answer owned(String method, String path, String body) throws IOException {
    return send(first, method, path, owner, body);
  }

  private static RawHttp.Answer send(
      ConfigurableApplicationContext door,
      String method,
      String path,
      String authorization,
      String body)
      throws IOException {
    Map<String, String> headers =
        authorization.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : body.isEmpty()
                ? Map.of("Authorization", authorization)
                : Map.of("Content-Type", "application/json", "Authorization", authorization);
    return http(door).send(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static RawHttp http(ConfigurableApplicationContext door) {
    return new RawHttp(
        Objects.requireNonNull(((WebServerApplicationContext) door).getWebServer()).getPort());
  }

  private Identity lastIdentity() {
    String signed = crm.headers.getLast().get(CurrentCall.IDENTITY_HEADER);
    return new IdentityVerifier(
            new IdentitySettings("crm", folder, Duration.ofSeconds(60)), InstantSource.system())
        .verify(Objects.requireNonNull(signed))
        .orElseThrow();
  }

  private ConfigurableApplicationContext door() {
    InstantSource clock = now::get;
    return new SpringApplicationBuilder(GatewayApplication.class)
        .initializers(context ->
            ((GenericApplicationContext) context)
                .registerBean(
                    "clockOfTest",
                    InstantSource.class,
                    () -> clock,
                    definition -> definition.setPrimary(true)))
        .run(
            "--server.port=0",
            "--agency.identity.key-directory=" + folder,
            "--agency.store.uri=" + store.uri(),
            "--gateway.session.operator-token-file=" + folder.resolve("operator.token"),
            "--gateway.api-keys.remembered=200ms",
            "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
  }
}
