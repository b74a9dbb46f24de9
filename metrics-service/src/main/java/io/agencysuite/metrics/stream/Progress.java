package io.agencysuite.metrics.stream;

import java.time.Duration;
import java.time.Instant;

/// How far what was received is applied, for those who read.
public final class Progress {

  private static final long SHORTEST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final SegmentStore segments;
  private final WatermarkStore watermarks;
  private final ParkedStore parked;

  public Progress(StreamStores stores) {
    this.segments = stores.segments();
    this.watermarks = stores.watermarks();
    this.parked = stores.parked();
  }

  /// How a client's stream stands.
  ///
  /// @param pending segments received and not applied
  /// @param parked segments of which entries of the client were set aside
  /// @param appliedTo when the last applied segment was received
  public record State(long pending, long parked, Instant appliedTo) {

    public boolean complete() {
      return pending == 0 && parked == 0;
    }
  }

  public State read(String tenant, String client) {
    int stream = Streams.of(tenant, client);
    long last = segments.last(stream);
    WatermarkStore.Watermark watermark = watermarks.get(stream);
    return new State(
        Math.max(0, last - watermark.number()),
        parked.count(tenant, client),
        watermark.appliedTo());
  }

  /// The number of the last applied segment, for those who look often.
  public long applied(int stream) {
    return watermarks.get(stream).number();
  }

  /// Waits until everything received by now is applied, but no longer than this; answers the state
  /// as of now, so that what arrives meanwhile does not count as pending.
  public State await(String tenant, String client, Duration patience) {
    int stream = Streams.of(tenant, client);
    long last = segments.last(stream);
    long left = patience.toMillis();
    long pause = SHORTEST_PAUSE_MILLIS;
    WatermarkStore.Watermark watermark = watermarks.get(stream);
    while (watermark.number() < last && left > 0) {
      left -= pause;
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        left = 0;
      }
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
      watermark = watermarks.get(stream);
    }
    return new State(
        Math.max(0, last - watermark.number()),
        parked.count(tenant, client),
        watermark.appliedTo());
  }
}
