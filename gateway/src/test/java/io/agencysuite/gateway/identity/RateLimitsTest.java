package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Rate limits of the whole door, over the wire; the window is so long that no test crosses it.
class RateLimitsTest {
  @TempDir private Path folder;
  private FakeCrm crm;
  private ConfigurableApplicationContext door;
  private RawHttp http;

  @BeforeEach
  void open() throws IOException {
    crm = new FakeCrm();
    door =
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                "--server.port=0",
                "--agency.identity.key-directory=" + folder.resolve("keys"),
                "--agency.store.directory=" + folder.resolve("store"),
                "--gateway.rates.window=365000d",
                "--gateway.rates.people=3",
                "--gateway.rates.clients=2",
                "--gateway.rates.addresses=2",
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
  void saysOnEveryAnswerHowMuchIsLeftAndRefusesBeyond() throws IOException {
    String token = token();

    RawHttp.Answer first = get("/v1/users/ben", token);
    RawHttp.Answer missing = get("/v1/users/nobody?unknown=1", token);
    get("/v1/users/ben", token);
    RawHttp.Answer refused = get("/v1/users/ben", token);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("ratelimit-policy")).isEqualTo("\"user\";q=3;w=31536000000");
    assertThat(first.header("ratelimit")).startsWith("\"user\";r=2;t=");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.header("ratelimit")).startsWith("\"user\";r=1;t=");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.text()).contains("\"reason\":\"RATE_LIMITED\"", "RESOURCE_EXHAUSTED");
    assertThat(refused.header("ratelimit")).startsWith("\"user\";r=0;t=");
    assertThat(Long.parseLong(Objects.requireNonNull(refused.header("retry-after")))).isPositive();
  }

  @Test
  void countsTheClientInThePathApart() throws IOException {
    String token = token();

    RawHttp.Answer first = get("/v1/clients/acme/leads", token);
    get("/v1/clients/acme/leads", token);
    RawHttp.Answer refused = get("/v1/clients/acme/leads", token);

    assertThat(first.header("ratelimit-policy")).contains("\"user\";q=3", "\"client\";q=2");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text()).contains("client: too many calls");
  }

  @Test
  void countsAnonymousCallsByAddress() throws IOException {
    RawHttp.Answer first = get("/r/code", "");
    get("/r/code", "");
    RawHttp.Answer refused = get("/r/code", "");

    assertThat(first.header("ratelimit")).startsWith("\"address\";r=1;t=");
    assertThat(refused.status()).isEqualTo(429);
  }

  private String token() throws IOException {
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(FakeCrm.EMAIL, FakeCrm.PASSWORD);
    RawHttp.Answer answer =
        http.send(
            "POST",
            "/v1/sessions",
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
    return new JsonMapper().readTree(answer.text()).get("accessToken").asString();
  }

  private RawHttp.Answer get(String path, String token) throws IOException {
    Map<String, String> headers =
        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    return http.send("GET", path, headers, new byte[0]);
  }
}
