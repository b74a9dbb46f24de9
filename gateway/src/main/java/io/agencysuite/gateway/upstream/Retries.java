package io.agencysuite.gateway.upstream;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Says whether a call of one service is tried again, and waits before. Only UNAVAILABLE is worth
/// it. All calls share a budget of a tenth of their number, so that a failing service gets hardly
/// more calls than a healthy one.
final class Retries {
  private static final int ATTEMPTS = 3;
  private static final int TENTHS = 10;
  private static final int BUDGET_MAX = 10 * TENTHS;
  private static final int BUDGET_AT_START = 3 * TENTHS;
  private static final long PAUSE_MILLIS = 40;
  private static final long PAUSE_MILLIS_MAX = 2_000;

  private final RandomGenerator random;
  private final AtomicInteger budget = new AtomicInteger(BUDGET_AT_START);

  Retries(RandomGenerator random) {
    this.random = random;
  }

  /// A call begins, and with it a tenth of a second try is earned.
  void called() {
    if (budget.get() < BUDGET_MAX) {
      budget.incrementAndGet();
    }
  }

  /// Waits until the next try may begin; false when there is none.
  ///
  /// @param attempt which try has failed, from 1
  boolean waitFor(int attempt, StatusRuntimeException failure, Deadline end) {
    if (failure.getStatus().getCode() != io.grpc.Status.Code.UNAVAILABLE || attempt >= ATTEMPTS) {
      return false;
    }
    long asked = askedMillis(failure);
    long base = PAUSE_MILLIS << (attempt - 1);
    long pause = Math.max(asked, base / 2 + random.nextLong(base));
    if (pause > PAUSE_MILLIS_MAX
        || end.timeRemaining(TimeUnit.MILLISECONDS) <= 2 * pause
        || !spend()) {
      return false;
    }
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean spend() {
    int before = budget.getAndUpdate(now -> now >= TENTHS ? now - TENTHS : now);
    return before >= TENTHS;
  }

  private static long askedMillis(StatusRuntimeException failure) {
    Status status = StatusProto.fromThrowable(failure);
    if (status != null) {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(RetryInfo.class)) {
          try {
            com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
            return delay.getSeconds() * 1_000 + delay.getNanos() / 1_000_000;
          } catch (InvalidProtocolBufferException e) {
            return 0;
          }
        }
      }
    }
    return 0;
  }
}
