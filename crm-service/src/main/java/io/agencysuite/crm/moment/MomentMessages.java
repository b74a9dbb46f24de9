package io.agencysuite.crm.moment;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.agencysuite.kit.error.InvalidArgument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Points in time on the wire, to the millisecond.
public final class MomentMessages {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private MomentMessages() {}

  public static Timestamp to(Instant instant) {
    return Timestamps.fromMillis(instant.toEpochMilli());
  }

  /// Reads a point in time since 1970.
  ///
  /// @param field proto path, for the error
  public static Instant from(String field, Timestamp timestamp) {
    Instant instant =
        Timestamps.isValid(timestamp)
            ? Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos())
            : Instant.MIN;
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
      throw InvalidArgument.field(
          field,
          timestamp.getSeconds() + " s",
          "an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z");
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The same for what has happened: at most a day ahead of now, because clocks differ.
  public static Instant fromPast(String field, Timestamp timestamp, Instant now) {
    Instant instant = from(field, timestamp);
    if (instant.isAfter(now.plus(AHEAD))) {
      throw InvalidArgument.field(field, instant, "not after " + now.plus(AHEAD));
    }
    return instant;
  }
}
