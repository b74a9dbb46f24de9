package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A door that lets two calls of a service run at once, and four after a lull, in front of a
/// service that waits.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionDoorTest {
  private static final Map<String, String> PERSON = Map.of("Authorization", "Bearer eyJ.a.b");

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

  private ProbeDoor door;

  @BeforeAll
  void open() throws IOException {
    door =
        new ProbeDoor(
            "--gateway.admission.start=2",
            "--gateway.admission.least=2",
            "--gateway.admission.most=2",
            "--gateway.admission.streams=1");
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void refusesWhatCouldOnlyWaitAndLetsPeopleGoFirst() throws Exception {
    CountDownLatch arrived = new CountDownLatch(4);
    CountDownLatch go = new CountDownLatch(1);
    door.probe(waiting(arrived, go));
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawHttp.Answer>> admitted = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        admitted.add(callers.submit(() -> get("/probe/v1/echo", Map.of())));
      }
      arrived.await();

      RawHttp.Answer refused = get("/probe/v1/echo", Map.of());
      RawHttp.Answer batch = get("/probe/v1/echo", Map.of("Priority", "u=7, i"));
      RawHttp.Answer german = get("/probe/v1/echo", Map.of("Accept-Language", "de"));
      RawHttp.Answer health = get("/healthz/live", Map.of());
      CountDownLatch person = new CountDownLatch(1);
      door.probe(waiting(person, go));
      admitted.add(callers.submit(() -> get("/probe/v1/echo", PERSON)));
      person.await();
      go.countDown();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
      assertThat(refused.text()).contains("\"reason\":\"OVERLOADED\"", "UNAVAILABLE");
      assertThat(batch.status()).isEqualTo(503);
      assertThat(german.text()).contains("zu viel auf einmal", german.header("x-request-id"));
      assertThat(refused.text()).contains("too much at once", refused.header("x-request-id"));
      assertThat(health.status()).isEqualTo(200);
      for (Future<RawHttp.Answer> answer : admitted) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    assertThat(get("/probe/v1/echo", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void keepsTheConnectionOfARefusedCaller() throws Exception {
    CountDownLatch arrived = new CountDownLatch(4);
    CountDownLatch go = new CountDownLatch(1);
    door.probe(waiting(arrived, go));
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.http().port())) {
      socket.setSoTimeout(10_000);
      List<Future<RawHttp.Answer>> admitted = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        admitted.add(callers.submit(() -> get("/probe/v1/echo", Map.of())));
      }
      arrived.await();

      String post = "POST /probe/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n";
      String refused = exchange(socket, post + "Content-Type: application/json\r\n\r\n{}");
      String head = exchange(socket, "HEAD /probe/v1/echo HTTP/1.1\r\nHost: a\r\n\r\n");
      String closed =
          exchange(socket, "GET /probe/v1/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      int end = socket.getInputStream().read();
      go.countDown();

      assertThat(refused)
          .startsWith("HTTP/1.1 503 ")
          .contains(
              "Retry-After: 1\r\n", "Content-Type: application/problem+json", "\"OVERLOADED\"")
          .contains("X-Content-Type-Options: nosniff", "X-Request-Id: ", "\r\nDate: ")
          .doesNotContain("Connection: close");
      assertThat(head).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\n");
      assertThat(closed).contains("Connection: close");
      assertThat(end).isEqualTo(-1);
      for (Future<RawHttp.Answer> answer : admitted) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void countsStreamsApart() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    door.probe((rpc, request, answer) -> {
      if (rpc.isServerStreaming()) {
        waiting(arrived, go).answer(rpc, request, answer);
      } else {
        ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
      }
    });
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RawHttp.Answer> stream = callers.submit(() -> get("/probe/v1/stream", Map.of()));
      arrived.await();

      assertThat(get("/probe/v1/stream", Map.of()).status()).isEqualTo(503);
      assertThat(get("/probe/v1/echo", Map.of()).status()).isEqualTo(200);
      go.countDown();
      assertThat(stream.get().status()).isEqualTo(200);
    }
  }

  /// Sends a request and reads its answer, of which HEAD has no body.
  private static String exchange(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) socket.getInputStream().read());
    }
    Matcher length = LENGTH.matcher(answer);
    if (!request.startsWith("HEAD") && length.find()) {
      int body = Integer.parseInt(length.group(1));
      answer.append(
          new String(socket.getInputStream().readNBytes(body), StandardCharsets.US_ASCII));
    }
    return answer.toString();
  }

  private static ProbeBackend.Behaviour waiting(CountDownLatch arrived, CountDownLatch go) {
    return (rpc, request, answer) -> {
      arrived.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
    };
  }

  private RawHttp.Answer get(String path, Map<String, String> headers) throws IOException {
    return door.http().send("GET", path, headers, new byte[0]);
  }
}
