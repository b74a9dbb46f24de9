package io.agencysuite.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The door's pages over the wire, with no service behind it.
class StaticFilesTest {
  @TempDir private static Path keys;
  private static ConfigurableApplicationContext door;
  private static RawHttp http;

  @BeforeAll
  static void open() {
    door =
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                "--server.port=0",
                "--agency.identity.key-directory=" + keys,
                "--agency.store.directory=" + keys.resolve("store"));
    http =
        new RawHttp(
            Objects.requireNonNull(((WebServerApplicationContext) door).getWebServer()).getPort());
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/console",
        "/console/",
        "/console/app.js",
        "/console/styles/tokens.css",
        "/console/lib/lit/3.3.3/index.js",
        "/console/nothing.js",
        "/docs",
        "/openapi.json",
        "/healthz/live"
      })
  void answersHeadLikeGetWithoutBody(String path) throws IOException {
    RawHttp.Answer get = send("GET", path, Map.of());
    RawHttp.Answer head = send("HEAD", path, Map.of());

    assertThat(head.status()).isEqualTo(get.status());
    assertThat(comparable(head)).isEqualTo(comparable(get));
    assertThat(head.body()).isEqualTo(ByteString.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void repeatsThePolicyWhenNothingChanged(String method) throws IOException {
    RawHttp.Answer page = send("GET", "/console/", Map.of());
    String tag = Objects.requireNonNull(page.header("etag"));
    RawHttp.Answer unchanged = send(method, "/console/", Map.of("If-None-Match", tag));

    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.header("content-security-policy"))
        .contains("script-src 'self' 'sha256-")
        .isEqualTo(page.header("content-security-policy"));
    assertThat(unchanged.header("etag")).isEqualTo(tag);
  }

  @Test
  void servesNothingButGetAndHead() throws IOException {
    assertThat(send("POST", "/console/app.js", Map.of()).status()).isEqualTo(404);
  }

  /// The headers without those that differ from request to request.
  private static Map<String, String> comparable(RawHttp.Answer answer) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.remove("x-request-id");
    headers.remove("date");
    headers.remove("content-length", "0");
    return headers;
  }

  private static RawHttp.Answer send(String method, String path, Map<String, String> headers)
      throws IOException {
    return http.send(method, path, headers, new byte[0]);
  }
}
