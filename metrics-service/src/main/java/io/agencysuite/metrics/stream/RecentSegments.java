package io.agencysuite.metrics.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Segments that this process has stored and not applied yet, so that its worker need not read them
/// back and take them apart again. Bounded; what does not fit is read from the store.
final class RecentSegments {

  private static final int MOST_ENTRIES = 100_000;
  private static final long MOST_BYTES = 24 << 20;

  /// After this time another process applies them.
  private static final Duration KEPT = Duration.ofSeconds(20);

  private final TreeMap<String, Segment> segments = new TreeMap<>();
  private long entries;
  private long bytes;

  synchronized void add(Segment segment) {
    if (isFull()) {
      segments.values().stream()
          .filter(old -> old.receivedAt().isBefore(segment.receivedAt().minus(KEPT)))
          .toList()
          .forEach(this::remove);
    }
    if (!isFull()) {
      segments.put(segment.id(), segment);
      entries += segment.entries().size();
      bytes += sizeOf(segment);
    }
  }

  /// This segment and those that follow it without a gap, as far as they fit into a bite.
  synchronized List<Segment> from(int stream, long number, int most, int biteEntries) {
    List<Segment> found = new ArrayList<>();
    long count = 0;
    while (found.size() < most) {
      Segment next = segments.get(Segment.id(stream, number + found.size()));
      if (next == null || (count + next.entries().size() > biteEntries && !found.isEmpty())) {
        break;
      }
      count += next.entries().size();
      found.add(next);
    }
    return found;
  }

  /// Forgets a stream's segments up to this one, which are applied.
  synchronized void forget(int stream, long last) {
    List.copyOf(segments.subMap(Segment.prefix(stream), Segment.id(stream, last + 1)).values())
        .forEach(this::remove);
  }

  private boolean isFull() {
    return entries >= MOST_ENTRIES || bytes >= MOST_BYTES;
  }

  private void remove(Segment segment) {
    if (segments.remove(segment.id()) != null) {
      entries -= segment.entries().size();
      bytes -= sizeOf(segment);
    }
  }

  private static long sizeOf(Segment segment) {
    return segment.entries().stream().mapToLong(entry -> entry.payload().length).sum();
  }
}
