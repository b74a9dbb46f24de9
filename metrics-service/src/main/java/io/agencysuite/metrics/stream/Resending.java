package io.agencysuite.metrics.stream;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Sends what was set aside through its stream once more. Entries that were counted before count
/// nothing, so that a crash between sending and noting it does no harm.
public final class Resending {

  private static final int MOST_SEGMENTS = 50;

  private final StreamStores stores;
  private final StreamAppender appender;
  private final InstantSource clock;

  public Resending(StreamStores stores, StreamAppender appender, InstantSource clock) {
    this.stores = stores;
    this.appender = appender;
    this.clock = clock;
  }

  /// Sends the oldest entries of a client again.
  ///
  /// @return how many
  public int resend(String tenant, String client) {
    int stream = Streams.of(tenant, client);
    int sent = 0;
    for (ParkedStore.Parked parked : stores.parked().sendable(tenant, client, MOST_SEGMENTS)) {
      Segment segment = stores.segments().get(stream, parked.number()).orElseThrow();
      List<Entry> entries =
          parked.reasons().keySet().stream().sorted().map(segment.entries()::get).toList();
      appender.append(stream, entries);
      stores.parked().sent(parked, knownDay(stream));
      sent += entries.size();
    }
    return sent;
  }

  /// The day that counts for what was just appended; known-days never go back.
  private LocalDate knownDay(int stream) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate known = stores.watermarks().get(stream).knownDay();
    return known.isAfter(today) ? known : today;
  }
}
