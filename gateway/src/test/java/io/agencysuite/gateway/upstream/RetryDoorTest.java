package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Second tries, deadlines and the breaker, against a real gRPC server that fails.
class RetryDoorTest {
  private final AtomicInteger tries = new AtomicInteger();
  private ProbeDoor door;

  @BeforeEach
  void open() throws IOException {
    door = new ProbeDoor();
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void triesAReadAgainWhenTheServiceIsAwayForAMoment() throws IOException {
    failing(1, Status.UNAVAILABLE);

    assertThat(get(Map.of()).status()).isEqualTo(200);
    assertThat(tries).hasValue(2);
  }

  @Test
  void neverTriesAgainWhatCouldHaveASecondEffect() throws IOException {
    failing(1, Status.UNAVAILABLE);

    RawHttp.Answer answer =
        door.http()
            .send(
                "POST",
                "/probe/v1/echo",
                Map.of("Content-Type", "application/json"),
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(tries).hasValue(1);
  }

  @Test
  void neverTriesAgainWhatIsNoMatterOfAvailability() throws IOException {
    failing(1, Status.ABORTED);

    assertThat(get(Map.of()).status()).isEqualTo(409);
    assertThat(tries).hasValue(1);
  }

  @Test
  void doesNotTryAgainEarlierThanTheServiceAsksNorAfterTheDeadline() throws IOException {
    door.probe((_, _, answer) -> {
      tries.incrementAndGet();
      answer.onError(
          StatusProto.toStatusRuntimeException(
              com.google.rpc.Status.newBuilder()
                  .setCode(Code.UNAVAILABLE_VALUE)
                  .addDetails(
                      Any.pack(
                          RetryInfo.newBuilder()
                              .setRetryDelay(Duration.newBuilder().setSeconds(1))
                              .build()))
                  .build()));
    });

    assertThat(get(Map.of("Request-Timeout", "500ms")).status()).isEqualTo(503);
    assertThat(tries).hasValue(1);
  }

  @Test
  void keepsSecondTriesWithinATenthOfTheCalls() throws IOException {
    failing(Integer.MAX_VALUE, Status.UNAVAILABLE);

    int calls = 100;
    for (int i = 0; i < calls; i++) {
      assertThat(get(Map.of()).status()).isEqualTo(503);
    }

    assertThat(tries.get()).isLessThan(calls * 12 / 10);
  }

  @Test
  void holdsCallsBackAndFindsTheServiceAgain() throws Exception {
    failing(Integer.MAX_VALUE, Status.UNAVAILABLE);
    for (int i = 0; i < 40; i++) {
      get(Map.of());
    }
    int before = tries.get();
    assertThat(get(Map.of()).status()).isEqualTo(503);
    assertThat(tries).hasValue(before);

    door.probe();
    long end = System.nanoTime() + 5_000_000_000L;
    while (get(Map.of()).status() != 200 && System.nanoTime() < end) {
      Thread.sleep(100);
    }

    for (int i = 0; i < 20; i++) {
      assertThat(get(Map.of()).status()).isEqualTo(200);
    }
  }

  @Test
  void takesEveryWayToSayADeadline() throws IOException {
    door.probe((rpc, request, answer) -> {
      try {
        Thread.sleep(400);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
    });

    assertThat(get(Map.of("Request-Timeout", "0.1")).status()).isEqualTo(504);
    assertThat(get(Map.of("X-Request-Timeout", "100ms")).status()).isEqualTo(504);
    assertThat(get(Map.of("grpc-timeout", "100m")).status()).isEqualTo(504);
    assertThat(get(Map.of("grpc-timeout", "5S")).status()).isEqualTo(200);
    assertThat(get(Map.of("grpc-timeout", "5")).text())
        .contains("TIMEOUT_INVALID", "grpc-timeout: 5 (expected: ");
    assertThat(get(Map.of("X-Request-Timeout", "soon")).text()).contains("X-Request-Timeout: soon");
  }

  private void failing(int times, Status status) throws IOException {
    door.probe((rpc, request, answer) -> {
      if (tries.incrementAndGet() <= times) {
        answer.onError(status.asRuntimeException());
      } else {
        ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
      }
    });
  }

  private RawHttp.Answer get(Map<String, String> headers) throws IOException {
    return door.http().send("GET", "/probe/v1/echo", headers, new byte[0]);
  }
}
