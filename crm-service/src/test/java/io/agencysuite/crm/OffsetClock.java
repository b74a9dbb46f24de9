package io.agencysuite.crm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// The machine's clock, which a test may put forward.
public final class OffsetClock implements InstantSource {

  private final AtomicLong offsetMillis = new AtomicLong();

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(System.currentTimeMillis() + offsetMillis.get());
  }

  public void advance(Duration by) {
    offsetMillis.addAndGet(by.toMillis());
  }
}
