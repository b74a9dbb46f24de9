package io.agencysuite.gateway.guard;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 whose connections outlive a refusal, and whose heads have to come in time. Made by its
/// name.
public final class DoorProtocol extends Http11NioProtocol {
  private static final long GATHERING_NANOS = 1_000_000;
  private static final long HANDING_OVER_NANOS = 500_000;

  private volatile Duration headTime = Duration.ofSeconds(10);
  private volatile LongSupplier nanos = () -> 0;
  private volatile Supplier<@Nullable EarlyRefusal> early = () -> null;

  /// How long request line and headers may take from their first byte on.
  ///
  /// @param clock counts nanoseconds and never goes back
  public void limitHeads(Duration limit, LongSupplier clock) {
    headTime = limit;
    nanos = clock;
  }

  /// Refuses in a crowd before the container has seen a request.
  public void refuseEarly(Supplier<@Nullable EarlyRefusal> refusal) {
    early = refusal;
  }

  @Nullable EarlyRefusal earlyRefusal() {
    return early.get();
  }

  Duration headTime() {
    return headTime;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  /// In a crowd the poller gathers for a moment what comes: to wake it and a worker for every
  /// request costs more than the refusal itself.
  @Override
  public void setExecutor(Executor executor) {
    super.setExecutor(new Gathering(executor));
  }

  private final class Gathering implements Executor {
    private final Executor workers;

    /// Only the poller uses it.
    private long gathered;

    private Gathering(Executor workers) {
      this.workers = workers;
    }

    @Override
    public void execute(Runnable request) {
      workers.execute(request);
      if (!Thread.currentThread().isVirtual() && isCrowded()) {
        long now = System.nanoTime();
        if (now - gathered > HANDING_OVER_NANOS) {
          LockSupport.parkNanos(GATHERING_NANOS);
          gathered = System.nanoTime();
        }
      }
    }

    private boolean isCrowded() {
      EarlyRefusal refusal = early.get();
      return refusal != null && refusal.isCrowded();
    }
  }

  @Override
  protected Processor createProcessor() {
    return new DoorProcessor(this, getAdapter());
  }
}
