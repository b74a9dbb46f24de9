package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The manners of the door, through real HTTP and with a real gRPC server behind it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
  private static final JsonMapper JSON = new JsonMapper();

  private ProbeDoor door;

  @BeforeAll
  void open() throws IOException {
    door =
        new ProbeDoor(
            "--gateway.limits.body=1KB",
            "--gateway.upstream.deadline=3s",
            "--gateway.upstream.heartbeat=100ms");
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
  void letsGatewayFiltersWorkInFront() throws IOException {
    RawHttp.Answer answer = get("/probe/v1/echo?string_value=x");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-route")).isEqualTo("probe");
    assertThat(answer.text()).isEqualTo("{\"stringValue\":\"x\"}");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("server")).isNullOrEmpty();
  }

  @Test
  void continuesTheTraceAndTheRequestId() throws IOException {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    RawHttp.Answer answer =
        get("/probe/v1/echo", Map.of("traceparent", trace, "X-Request-Id", "mine-1"));

    Metadata headers = Objects.requireNonNull(door.backend().lastCall()).headers();
    assertThat(header(headers, "traceparent"))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .endsWith("-01")
        .isNotEqualTo(trace);
    assertThat(header(headers, "x-request-id")).isEqualTo("mine-1");
    assertThat(answer.header("x-request-id")).isEqualTo("mine-1");
    assertThat(get("/x", Map.of("X-Request-Id", "no spaces!")).header("x-request-id"))
        .matches("[0-9a-z]{26}");
  }

  @Test
  void answersEveryRefusalAsAProblem() throws IOException {
    problem(get("/nowhere"), 404, "ROUTE_NOT_FOUND");
    problem(send("DELETE", "/probe/v1/stream", Map.of(), ""), 405, "METHOD_NOT_ALLOWED");
    problem(
        send("POST", "/probe/v1/echo", Map.of("Content-Type", "text/csv"), "a"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    problem(send("POST", "/probe/v1/echo", json(), "{\"nope\":1}"), 400, "UNKNOWN_FIELD");
    problem(send("POST", "/probe/v1/echo", json(), "x".repeat(1025)), 413, "BODY_TOO_LARGE");
    problem(get("/probe/v1/echo?nope=1"), 400, "UNKNOWN_PARAMETER");
    problem(get("/probe/v1/%2e%2e"), 400, "");
    problem(get("/probe/v1/%"), 400, "");
    problem(get("/probe/v1/{raw}"), 400, "");
    problem(get("/probe/v1/echo", Map.of("Request-Timeout", "soon")), 400, "TIMEOUT_INVALID");
    assertThat(send("DELETE", "/probe/v1/stream", Map.of(), "").header("allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void speaksGerman() throws IOException {
    JsonNode problem =
        JSON.readTree(get("/probe/v1/echo?nope=1", Map.of("Accept-Language", "de-DE")).text());

    assertThat(problem.get("title").asString()).isEqualTo("Ungültige Anfrage");
    assertThat(problem.get("detail").asString()).isEqualTo("nope: unbekannter Parameter");
  }

  @Test
  void keepsThePathFromBeingOverwritten() throws IOException {
    problem(get("/probe/v1/things/1?name=things/2"), 400, "BOUND_BY_PATH");
    problem(
        send("POST", "/probe/v1/things/1:touch", json(), "{\"name\":\"things/2\"}"),
        400,
        "CONFLICTING_VALUE");
    assertThat(send("POST", "/probe/v1/things/1:touch", json(), "{\"name\":\"things/1\"}").status())
        .isEqualTo(200);
  }

  @Test
  void endsACallAtTheCallersTimeout() throws IOException {
    door.probe((_, _, _) -> {});

    RawHttp.Answer answer = get("/probe/v1/echo", Map.of("Request-Timeout", "50ms"));

    problem(answer, 504, "");
    assertThat(answer.text()).contains("DEADLINE_EXCEEDED");
  }

  @Test
  void holdsCallsBackWhileAServiceFails() throws IOException {
    try (ProbeDoor other = new ProbeDoor()) {
      other.probe((_, _, answer) -> answer.onError(Status.UNAVAILABLE.asRuntimeException()));
      for (int i = 0; i < 25; i++) {
        other.http().send("GET", "/probe/v1/echo", Map.of(), new byte[0]);
      }
      RawHttp.Answer held = other.http().send("GET", "/probe/v1/echo", Map.of(), new byte[0]);

      problem(held, 503, "DEPENDENCY_UNAVAILABLE");
      assertThat(held.header("retry-after")).isEqualTo("2");
    } finally {
      door.probe();
    }
  }

  @Test
  void keepsWhatAServiceSaysAboutItsOwnDependency() throws IOException {
    com.google.rpc.Status said =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.UNAVAILABLE_VALUE)
            .setMessage("metrics made no tracking link")
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason("LINK_UNAVAILABLE")
                        .setDomain("planning")
                        .build()))
            .build();
    door.probe((_, _, answer) -> answer.onError(StatusProto.toStatusRuntimeException(said)));

    RawHttp.Answer answer = get("/probe/v1/echo");

    problem(answer, 503, "LINK_UNAVAILABLE");
    assertThat(answer.text()).contains("metrics made no tracking link", "\"planning\"");
  }

  @Test
  void replacesWhatALibrarySaysAboutAService() throws IOException {
    door.probe((_, _, answer) ->
        answer.onError(
            Status.UNAVAILABLE.withDescription("io exception 10.1.2.3").asRuntimeException()));

    RawHttp.Answer answer = get("/probe/v1/echo");

    problem(answer, 503, "DEPENDENCY_UNAVAILABLE");
    assertThat(answer.text()).doesNotContain("10.1.2.3");
  }

  @Test
  void neverCountsTheCallersMistakesAgainstTheService() throws IOException {
    door.probe((_, _, answer) -> answer.onError(Status.NOT_FOUND.asRuntimeException()));
    for (int i = 0; i < 60; i++) {
      assertThat(get("/probe/v1/echo").status()).isEqualTo(404);
    }
  }

  @Test
  void writesStreamsAsTheCallerAccepts() throws IOException {
    String array = get("/probe/v1/stream?string_value=x").text();
    String lines = get("/probe/v1/stream?string_value=x", accept("application/x-ndjson")).text();
    RawHttp.Answer events = get("/probe/v1/stream?string_value=x", accept("text/event-stream"));

    assertThat(array).isEqualTo("[{\"stringValue\":\"x\"},{\"stringValue\":\"x\"}]");
    assertThat(lines).isEqualTo("{\"stringValue\":\"x\"}\n{\"stringValue\":\"x\"}\n");
    assertThat(events.text())
        .isEqualTo(
            "id: 1\ndata: {\"stringValue\":\"x\"}\n\nid: 2\ndata: {\"stringValue\":\"x\"}\n\n");
    assertThat(events.header("content-type")).isEqualTo("text/event-stream");
  }

  @Test
  void keepsAnIdleEventStreamAlive() throws IOException {
    door.probe((rpc, request, answer) -> {
      sleep(350);
      ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
    });

    assertThat(get("/probe/v1/stream", accept("text/event-stream")).text())
        .startsWith(": still here\n\n: still here\n\n");
  }

  @Test
  void answersAnEmptyStreamAsAnEmptyArray() throws IOException {
    door.probe((_, _, answer) -> answer.onCompleted());

    assertThat(get("/probe/v1/stream").text()).isEqualTo("[]");
  }

  @Test
  void passesRawBytesBothWays() throws IOException {
    RawHttp.Answer answer =
        send("POST", "/probe/v1/things/1:upload", Map.of("Content-Type", "text/csv"), "a;b\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Objects.requireNonNull(door.backend().lastCall()).request().toString())
        .contains("text/csv", "a;b");
  }

  @Test
  void answersThePreflightOfPublicRoutesOnly() throws IOException {
    Map<String, String> preflight = Map.of("Access-Control-Request-Method", "GET");

    assertThat(send("OPTIONS", "/probe/v1/forward", preflight, "").headers())
        .containsEntry("access-control-allow-origin", "*");
    assertThat(send("OPTIONS", "/probe/v1/echo", preflight, "").headers())
        .doesNotContainKey("access-control-allow-origin")
        .containsEntry("allow", "GET, HEAD, OPTIONS, POST");
  }

  @Test
  void hidesInnerWords() throws IOException {
    door.probe((_, _, answer) ->
        answer.onError(Status.INTERNAL.withDescription("NPE at 10.1.2.3").asRuntimeException()));

    assertThat(get("/probe/v1/echo").text()).doesNotContain("10.1.2.3", "NPE");
  }

  private static void problem(RawHttp.Answer answer, int status, String reason) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.text());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("requestId")).isNotNull();
    if (!reason.isEmpty()) {
      assertThat(problem.get("reason").asString()).isEqualTo(reason);
    }
  }

  private RawHttp.Answer get(String target) throws IOException {
    return get(target, Map.of());
  }

  private RawHttp.Answer get(String target, Map<String, String> headers) throws IOException {
    return send("GET", target, headers, "");
  }

  private RawHttp.Answer send(
      String method, String target, Map<String, String> headers, String body) throws IOException {
    return door.http().send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> json() {
    return Map.of("Content-Type", "application/json");
  }

  private static Map<String, String> accept(String type) {
    return Map.of("Accept", type);
  }

  private static String header(Metadata headers, String name) {
    return Objects.requireNonNull(
        headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
