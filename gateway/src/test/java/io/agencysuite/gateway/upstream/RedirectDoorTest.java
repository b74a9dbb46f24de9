package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Where the door sends a visitor, through real HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedirectDoorTest {
  private ProbeDoor door;

  @BeforeAll
  void open() throws IOException {
    door = new ProbeDoor();
  }

  @BeforeEach
  void reset() throws IOException {
    door.probe();
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void sendsTheCallerOnAndSaysWhoItIs() throws IOException {
    RawHttp.Answer answer =
        get(
            "/probe/v1/forward?string_value=https://example.org/a%3Fb%3D1",
            Map.of("User-Agent", "Browser/1", "X-Forwarded-For", "203.0.113.9"));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo("https://example.org/a?b=1");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    Metadata headers = Objects.requireNonNull(door.backend().lastCall()).headers();
    assertThat(header(headers, "x-caller-address")).isEqualTo("127.0.0.1");
    assertThat(header(headers, "x-caller-agent")).isEqualTo("Browser/1");
    RawHttp.Answer refused = get("/probe/v1/forward?string_value=javascript:alert(1)", Map.of());
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.text()).contains("REDIRECT_REFUSED");
  }

  @Test
  void countsNoVisitForAHead() throws IOException {
    RawHttp.Answer head =
        send("HEAD", "/probe/v1/forward?string_value=https://example.org/", Map.of(), "");

    assertThat(head.status()).isEqualTo(405);
    assertThat(head.header("allow")).isEqualTo("GET");
    assertThat(door.backend().lastCall()).isNull();
  }

  private RawHttp.Answer get(String target, Map<String, String> headers) throws IOException {
    return send("GET", target, headers, "");
  }

  private RawHttp.Answer send(
      String method, String target, Map<String, String> headers, String body) throws IOException {
    return door.http().send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(Metadata headers, String name) {
    return Objects.requireNonNull(
        headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }
}
