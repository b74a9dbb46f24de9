package io.agencysuite.metrics.stream;

import io.agencysuite.kit.error.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Closes known-days, UTC days by which a stream tells what was known when. A day is over for good
/// once a segment of a later day is applied, since known-days never go back; where nobody appends
/// one, an empty segment does.
public final class KnownDays {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 5;

  private final SegmentStore segments;
  private final WatermarkStore watermarks;
  private final ParkedStore parked;
  private final StreamAppender appender;
  private final InstantSource clock;

  public KnownDays(StreamStores stores, StreamAppender appender, InstantSource clock) {
    this.segments = stores.segments();
    this.watermarks = stores.watermarks();
    this.parked = stores.parked();
    this.appender = appender;
    this.clock = clock;
  }

  /// The first day that is not over yet.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /// Makes sure that nothing more becomes known on a day before today, and that all that did is
  /// applied; answers how it stood then.
  ///
  /// @throws Unavailable if it takes too long
  public Progress.State close(String tenant, String client, LocalDate day) {
    int stream = Streams.of(tenant, client);
    if (!day.isBefore(today())) {
      throw new IllegalArgumentException(day + " is not over (expected: before " + today() + ")");
    }
    if (!isClosed(stream, day)) {
      boolean passed =
          segments
              .get(stream, segments.last(stream))
              .filter(last -> last.receivedDay().isAfter(day))
              .isPresent();
      if (!passed) {
        appender.appendNothing(stream);
      }
      await(stream, day);
    }
    return new Progress.State(
        0,
        parked.count(tenant, client, day),
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private void await(int stream, LocalDate day) {
    for (long left = PATIENCE.toMillis(); !isClosed(stream, day); left -= PAUSE_MILLIS) {
      if (left <= 0) {
        throw new Unavailable(
            "DAY_CLOSING",
            "as_of: what was known by "
                + day
                + " is still being counted (expected: all of it counted); try again in a moment");
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        left = 0;
      }
    }
  }

  private boolean isClosed(int stream, LocalDate day) {
    return watermarks.get(stream).knownDay().isAfter(day);
  }
}
