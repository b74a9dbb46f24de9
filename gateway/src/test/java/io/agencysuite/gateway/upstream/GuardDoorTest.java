package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a request may carry and how slowly, which pages may call, and what every answer says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardDoorTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String ORIGIN = "https://app.example";

  private ProbeDoor door;

  @BeforeAll
  void open() throws IOException {
    door =
        new ProbeDoor(
            "--gateway.limits.body=2MB",
            "--gateway.limits.patience=300ms",
            "--gateway.limits.url=200",
            "--gateway.cors.origins=" + ORIGIN,
            "--gateway.caller.trusted-proxies=127.0.0.1",
            "--server.tomcat.connection-timeout=600ms");
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void readsGzipAndBoundsItBeforeAndAfter() throws IOException {
    RawHttp.Answer echoed = gzip("{\"stringValue\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(echoed.status()).as(echoed.text()).isEqualTo(200);
    assertThat(echoed.text()).isEqualTo("{\"stringValue\":\"x\"}");

    assertThat(post(JSON, " ".repeat(3 << 20)).text()).contains("BODY_TOO_LARGE");
    assertThat(gzip(noise(3 << 20)).text()).contains("BODY_TOO_LARGE");
    assertThat(gzip(new byte[(3 << 20) / 2]).text())
        .contains("BODY_TOO_DENSE", "at most 100 times");
    assertThat(post(with(JSON, "Content-Encoding", "gzip"), "{}").text()).contains("BODY_NOT_GZIP");
    RawHttp.Answer brotli = post(with(JSON, "Content-Encoding", "br"), "{}");
    assertThat(brotli.status()).isEqualTo(415);
    assertThat(brotli.header("accept-encoding")).isEqualTo("gzip, identity");
  }

  @Test
  void boundsAddressHeadersAndDepth() throws IOException {
    RawHttp.Answer url = get("/probe/v1/echo?string_value=" + "x".repeat(200), Map.of());
    assertThat(url.status()).isEqualTo(414);
    assertThat(url.text()).contains("URL_TOO_LONG", "(expected: at most 200)");

    RawHttp.Answer large = get("/probe/v1/echo", Map.of("X-Large", "x".repeat(20_000)));
    Map<String, String> many =
        IntStream.range(0, 200).boxed().collect(Collectors.toMap(i -> "X-" + i, i -> "1"));
    for (RawHttp.Answer answer : List.of(large, get("/probe/v1/echo", many))) {
      assertThat(answer.status()).as(answer.text()).isIn(400, 431);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    String deep = "{\"structValue\":" + "{\"a\":".repeat(200) + "1" + "}".repeat(201);
    RawHttp.Answer depth = post(JSON, deep);
    assertThat(depth.status()).isEqualTo(400);
    String number = "{\"doubleValue\":" + "1".repeat(2_000) + "}";
    assertThat(post(JSON, number).status()).isEqualTo(400);
  }

  @Test
  void doesNotWaitForASlowBody() throws Exception {
    try (Socket socket = connect("POST /probe/v1/echo HTTP/1.1\r\nHost: a\r\n")) {
      OutputStream out = socket.getOutputStream();
      write(out, "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
      for (int i = 0; i < 6; i++) {
        Thread.sleep(100);
        write(out, " ");
      }

      String answer = firstLine(socket);

      assertThat(answer).contains("408");
    }
  }

  @Test
  void servesOthersWhileManyConnectionsSendTheirHeadersSlowly() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        slow.add(connect("GET /probe/v1/echo HTTP/1.1\r\nHost: a\r\nX-Slow: "));
      }
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        assertThat(get("/probe/v1/echo", Map.of()).status()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
      }
      for (Socket socket : slow) {
        socket.setSoTimeout(10_000);
        while (socket.getInputStream().read() >= 0) {
          // Until the door has closed it.
        }
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void allowsPagesOfListedOriginsOnly() throws IOException {
    RawHttp.Answer listed = get("/probe/v1/echo", Map.of("Origin", ORIGIN));
    assertThat(listed.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(listed.header("access-control-expose-headers")).contains("RateLimit", "ETag");
    assertThat(listed.header("access-control-allow-credentials")).isNull();
    assertThat(listed.header("vary")).contains("Origin");
    assertThat(get("/probe/v1/none", Map.of("Origin", ORIGIN)).headers())
        .containsEntry("access-control-allow-origin", ORIGIN);
    assertThat(get("/probe/v1/forward", Map.of("Origin", ORIGIN)).headers())
        .containsEntry("access-control-allow-origin", "*");
    assertThat(get("/probe/v1/echo", Map.of("Origin", "https://evil.example")).headers())
        .doesNotContainKey("access-control-allow-origin");

    Map<String, String> preflight =
        Map.of("Origin", ORIGIN, "Access-Control-Request-Method", "POST");
    RawHttp.Answer answer = door.http().send("OPTIONS", "/probe/v1/echo", preflight, new byte[0]);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(answer.header("access-control-allow-methods")).contains("POST");
    assertThat(answer.header("access-control-allow-headers")).contains("Idempotency-Key");
  }

  @Test
  void saysOnEveryAnswerHowToTreatIt() throws IOException {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    RawHttp.Answer answer =
        get("/probe/v1/echo", Map.of("X-Forwarded-Proto", "https", "traceparent", trace));
    assertThat(answer.header("strict-transport-security")).startsWith("max-age=");
    assertThat(answer.header("traceresponse"))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .endsWith("-01");

    for (String path : List.of("/probe/v1/echo", "/probe/v1/echo?nope=1", "/none")) {
      RawHttp.Answer plain = get(path, Map.of());
      assertThat(plain.headers())
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("x-frame-options", "DENY")
          .containsKey("content-security-policy")
          .containsKey("x-request-id")
          .doesNotContainKey("strict-transport-security")
          .doesNotContainKey("server");
    }
  }

  private RawHttp.Answer gzip(byte[] decoded) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(decoded);
    }
    return door.http()
        .send(
            "POST", "/probe/v1/echo", with(JSON, "Content-Encoding", "gzip"), bytes.toByteArray());
  }

  /// Text that gzip makes about half as long.
  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ('a' + (bytes[i] & 15));
    }
    return bytes;
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return all;
  }

  private RawHttp.Answer get(String path, Map<String, String> headers) throws IOException {
    return door.http().send("GET", path, headers, new byte[0]);
  }

  private RawHttp.Answer post(Map<String, String> headers, String body) throws IOException {
    return door.http()
        .send("POST", "/probe/v1/echo", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private Socket connect(String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.http().port());
    socket.setSoTimeout(10_000);
    write(socket.getOutputStream(), beginning);
    return socket;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String firstLine(Socket socket) throws IOException {
    return Objects.requireNonNull(
        new java.io.BufferedReader(
                new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
            .readLine());
  }
}
