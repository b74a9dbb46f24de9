package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.probe.OpenSocket;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.gateway.probe.Receiver;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Bodies and answers that are never whole in memory, and callers that leave.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {
  private static final Map<String, String> LINES = Map.of("Content-Type", "application/x-ndjson");
  private static final int WAIT_SECONDS = 15;

  private ProbeDoor door;

  @BeforeAll
  void open() throws IOException {
    door =
        new ProbeDoor(
            "--gateway.limits.body=64KB",
            "--gateway.limits.body-of[probe.v1.ProbeService.Receive]=1GB");
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
  void sendsEachLineAsOneMessage() throws IOException {
    RawHttp.Answer answer =
        collect("{\"repeatedValue\":[\"a\"]}\n\n \r\n{\"repeatedValue\":[\"b\"]}\r\n{}");

    assertThat(answer.text()).isEqualTo("{\"repeatedValue\":[\"a\",\"b\"],\"name\":\"things/1\"}");
    assertThat(door.backend().calls()).hasSize(3);
    assertThat(collect("").text()).isEqualTo("{}");
  }

  @Test
  void bindsEachLineToTheBodyField() throws IOException {
    RawHttp.Answer answer =
        post("/probe/v1/things/1:collectNested", LINES, "{\"tags\":[\"a\"]}\n{\"tags\":[\"b\"]}");

    assertThat(answer.text())
        .isEqualTo("{\"nestedOne\":{\"tags\":[\"a\",\"b\"]},\"name\":\"things/1\"}");
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    RawHttp.Answer unknown = collect("{}\n{\"nope\":1}\n");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text()).contains("\"field\":\"[1].nope\"");

    assertThat(collect("{}\n{\"name\":\"things/2\"}").text()).contains("CONFLICTING_VALUE");
    assertThat(collect("{}\n{").text()).contains("MALFORMED_JSON");
  }

  @Test
  void takesNothingButLines() throws IOException {
    RawHttp.Answer answer =
        post("/probe/v1/things/1:collect", Map.of("Content-Type", "application/json"), "{}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("accept-post")).isEqualTo("application/x-ndjson");
  }

  @Test
  void keepsItsLimitWhileItReads() throws IOException {
    String line = "{\"stringValue\":\"" + "x".repeat(1_000) + "\"}\n";

    assertThat(collect(line.repeat(60)).status()).isEqualTo(200);
    assertThat(collect(line.repeat(70)).status()).isEqualTo(413);
    try (OpenSocket socket = new OpenSocket(door.port())) {
      socket.head("POST", "/probe/v1/things/1:collect", "application/x-ndjson");
      for (int i = 0; i < 70; i++) {
        socket.chunk(line.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(socket.status()).isEqualTo(413);
    }
  }

  @Test
  void uploadsInPieces() throws IOException {
    Receiver receiver = new Receiver();
    door.probe(receiver);

    RawHttp.Answer answer =
        door.http()
            .send(
                "POST",
                "/probe/v1/things/1:receive",
                Map.of("Content-Type", "video/mp4"),
                new byte[3_000_000]);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(receiver.bytes()).isEqualTo(3_000_000);
    assertThat(receiver.largest()).isLessThanOrEqualTo(65_536);
    assertThat(door.backend().calls().getLast().request().toString())
        .contains("things/1", "video/mp4");
  }

  @Test
  void readsAnUploadNoFasterThanTheServiceTakesIt() throws Exception {
    Receiver receiver = new Receiver();
    receiver.hold();
    door.probe(receiver);
    try (OpenSocket socket = new OpenSocket(door.port())) {
      socket.head("POST", "/probe/v1/things/1:receive", "video/mp4");
      long written = socket.flood(64 << 20);

      assertThat(written).isLessThan(32 << 20);
      receiver.release();
      assertThat(socket.finish()).isEqualTo(200);
      assertThat(receiver.bytes()).isEqualTo(written);
    }
  }

  @Test
  void cancelsTheCallsOfACallerThatLeaves() throws Exception {
    for (String target :
        new String[] {"/probe/v1/echo", "/probe/v1/stream", "/probe/v1/stream?accept=x"}) {
      CountDownLatch began = new CountDownLatch(1);
      CountDownLatch cancelled = new CountDownLatch(1);
      door.probe((_, _, answer) -> {
        ((ServerCallStreamObserver<DynamicMessage>) answer)
            .setOnCancelHandler(cancelled::countDown);
        began.countDown();
      });
      try (OpenSocket socket = new OpenSocket(door.port())) {
        socket.get(target.replace("?accept=x", ""), target.endsWith("x"));
        assertThat(began.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(cancelled.await(5, TimeUnit.SECONDS)).as(target).isTrue();
    }
  }

  @Test
  void neverTakesTheNextRequestForALeave() throws Exception {
    door.probe((rpc, request, answer) -> {
      pause(1_200);
      ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
    });
    try (OpenSocket socket = new OpenSocket(door.port())) {
      socket.get("/probe/v1/echo?string_value=one", false);
      socket.get("/probe/v1/echo?string_value=two", false);

      assertThat(socket.read("two")).contains("{\"stringValue\":\"one\"}");
    }
  }

  @Test
  void holdsNoMoreThanASlowReaderTakes() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch cancelled = new CountDownLatch(1);
    door.probe((_, request, answer) -> {
      ServerCallStreamObserver<DynamicMessage> out =
          (ServerCallStreamObserver<DynamicMessage>) answer;
      DynamicMessage big =
          request.toBuilder()
              .setField(
                  request.getDescriptorForType().findFieldByName("string_value"),
                  "x".repeat(100_000))
              .build();
      out.setOnCancelHandler(cancelled::countDown);
      out.setOnReadyHandler(() -> {
        while (out.isReady()) {
          out.onNext(big);
          sent.incrementAndGet();
        }
      });
    });
    try (OpenSocket socket = new OpenSocket(door.port())) {
      socket.get("/probe/v1/stream", false);
      long before = -1;
      while (before != sent.get()) {
        before = sent.get();
        pause(1_000);
      }
      assertThat(sent.get()).isBetween(1L, 300L);
    }

    assertThat(cancelled.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void answersHeadOfAStreamWithoutRunningIt() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    door.probe((_, request, answer) -> {
      ((ServerCallStreamObserver<DynamicMessage>) answer).setOnCancelHandler(cancelled::countDown);
      answer.onNext(request);
    });

    RawHttp.Answer answer = door.http().send("HEAD", "/probe/v1/stream", Map.of(), new byte[0]);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(cancelled.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsAStreamWithTheCredentialThatOpenedIt() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    door.probe((_, request, answer) -> {
      ((ServerCallStreamObserver<DynamicMessage>) answer).setOnCancelHandler(cancelled::countDown);
      answer.onNext(request);
    });

    RawHttp.Answer answer =
        door.http()
            .send(
                "GET",
                "/probe/v1/stream?string_value=x",
                Map.of("Accept", "text/event-stream", ProbeDoor.VALID_FOR, "PT0.7S"),
                new byte[0]);

    assertThat(answer.text()).isEqualTo("id: 1\ndata: {\"stringValue\":\"x\"}\n\n");
    assertThat(cancelled.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void choosesTheFormatThatTheCallerLikesBest() throws IOException {
    Map<String, String> types =
        Map.of(
            "application/json;q=0.5, application/x-ndjson", "application/x-ndjson",
            "application/x-ndjson;q=0.2, text/event-stream;q=0.3", "text/event-stream",
            "*/*", "application/json",
            "application/xml", "application/json",
            "text/event-stream;q=0, application/json;q=0.1", "application/json",
            "application/jsonl", "application/x-ndjson");
    for (Map.Entry<String, String> type : types.entrySet()) {
      RawHttp.Answer answer =
          door.http().send("GET", "/probe/v1/stream", Map.of("Accept", type.getKey()), new byte[0]);
      assertThat(answer.header("content-type")).as(type.getKey()).isEqualTo(type.getValue());
    }
  }

  private RawHttp.Answer collect(String lines) throws IOException {
    return post("/probe/v1/things/1:collect", LINES, lines);
  }

  private RawHttp.Answer post(String target, Map<String, String> headers, String body)
      throws IOException {
    return door.http().send("POST", target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
