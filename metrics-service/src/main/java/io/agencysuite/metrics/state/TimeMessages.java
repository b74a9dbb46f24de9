package io.agencysuite.metrics.state;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/// Instants to the wire.
public final class TimeMessages {

  private TimeMessages() {}

  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
