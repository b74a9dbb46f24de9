package io.agencysuite.gateway.guard;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 whose connections outlive a refusal, and whose heads have to come in time. Made by its
/// name.
public final class DoorProtocol extends Http11NioProtocol {
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

  @Override
  protected Processor createProcessor() {
    return new DoorProcessor(this, getAdapter());
  }
}
