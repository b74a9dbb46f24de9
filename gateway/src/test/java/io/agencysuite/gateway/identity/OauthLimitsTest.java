package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.OauthFlow.VERIFIER;
import static io.agencysuite.gateway.identity.OauthFlow.authorize;
import static io.agencysuite.gateway.identity.OauthFlow.form;
import static io.agencysuite.gateway.identity.OauthFlow.redemption;
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the authorization server takes, from whom, and how often, at a door whose public address is
/// encrypted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OauthLimitsTest {
  private static final String TOKEN = "/oauth2/token";
  private static final String ORIGIN = "https://app.example";
  private static final String CONSOLE = "https://localhost/console/";
  private static final int CALLS = 20;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2126-11-23T08:00:00Z"));
  @TempDir private static Path folder;
  private FakeCrm crm;
  private Door door;

  @BeforeAll
  void open() throws IOException {
    crm = new FakeCrm();
    door =
        new Door(
            now::get,
            "--agency.identity.key-directory=" + folder.resolve("keys"),
            "--agency.store.directory=" + folder.resolve("store"),
            "--gateway.public-url=https://localhost",
            "--gateway.cors.origins[0]=" + ORIGIN,
            "--gateway.rates.addresses=" + CALLS,
            "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
  }

  @AfterAll
  void close() {
    door.close();
    crm.close();
  }

  @BeforeEach
  void forgetCalls() {
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(20)));
  }

  @Test
  void keepsCookiesForEncryptedConnections() throws IOException {
    Map<String, String> asked = request("console", CONSOLE, "");
    assertThat(authorize(door, asked).header("set-cookie")).contains("; Secure");
    Map<String, String> redemption = redemption(OauthFlow.code(door, door, asked), VERIFIER);
    redemption.put("redirect_uri", CONSOLE);

    RawHttp.Answer granted = form(door, TOKEN, redemption);

    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    assertThat(granted.header("set-cookie"))
        .startsWith("agency_renewal=")
        .contains("; Secure", "; HttpOnly", "; SameSite=Strict");
    String access = Door.json(granted).get("access_token").asString();
    Map<String, String> revocation = Map.of("client_id", "console", "token", access);
    assertThat(form(door, "/oauth2/revoke", revocation).header("set-cookie"))
        .startsWith("agency_renewal=;")
        .contains("; Secure");
  }

  @Test
  void takesFormsOfACertainSizeOnly() throws IOException {
    RawHttp.Answer large = form(door, TOKEN, Map.of("code", "x".repeat(32 * 1024)));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.text()).contains("BODY_TOO_LARGE");

    Map<String, String> many =
        IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> "f" + i, i -> "x"));
    assertThat(form(door, TOKEN, many).text()).contains("REQUEST_REFUSED");
    RawHttp.Answer broken = post(Map.of(), "code=%zz");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.text()).contains("REQUEST_REFUSED");
    assertThat(post(Map.of(), "grant_type=password").text()).contains("\"error\"");
  }

  @Test
  void countsEveryCallOfAnAddress() throws IOException {
    for (int i = 0; i < CALLS; i++) {
      RawHttp.Answer answer = form(door, TOKEN, Map.of("grant_type", "password"));
      assertThat(answer.status()).isBetween(400, 401);
      assertThat(answer.header("ratelimit")).startsWith("\"address\";r=");
    }

    RawHttp.Answer refused = form(door, TOKEN, Map.of("grant_type", "password"));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text()).contains("RATE_LIMITED");
    assertThat(Long.parseLong(Objects.requireNonNull(refused.header("retry-after")))).isPositive();
    assertThat(door.get("/.well-known/jwks.json", "").status()).isEqualTo(200);
  }

  @Test
  void letsPagesOfNamedOriginsReadItsAnswers() throws IOException {
    RawHttp.Answer named = post(Map.of("Origin", ORIGIN), "grant_type=password");
    assertThat(named.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(named.header("access-control-allow-credentials")).isNull();
    assertThat(post(Map.of("Origin", "https://evil.example"), "grant_type=password").headers())
        .doesNotContainKey("access-control-allow-origin");

    RawHttp.Answer preflight = preflight(ORIGIN);
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(preflight.header("access-control-allow-methods")).contains("POST");
    assertThat(preflight("https://evil.example").headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  private RawHttp.Answer preflight(String origin) throws IOException {
    return door.http()
        .send(
            "OPTIONS",
            TOKEN,
            Map.of("Origin", origin, "Access-Control-Request-Method", "POST"),
            new byte[0]);
  }

  private RawHttp.Answer post(Map<String, String> headers, String form) throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/x-www-form-urlencoded");
    return door.http().send("POST", TOKEN, all, form.getBytes(StandardCharsets.US_ASCII));
  }
}
