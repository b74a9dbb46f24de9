package io.agencysuite.metrics.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Segments that this process has stored and not applied yet, so that its worker need not read them
/// back and take them apart again; payloads that were read when they came are left away. Bounded:
/// what does not fit is read from the store.
final class RecentSegments {

  private static final int MOST_ENTRIES = 64_000;
  private static final long MOST_BYTES = 16 << 20;

  /// After this time another process applies them.
  private static final Duration KEPT = Duration.ofSeconds(20);

  private static final long APPLYING_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(500).toNanos();

  private final TreeMap<String, Segment> segments = new TreeMap<>();
  private long entries;
  private long bytes;
  private long lastApplied = System.nanoTime() - APPLYING_NANOS;

  /// Holds a sender back for a moment when what is here fills the room and is being applied: what
  /// does not fit costs the worker much more, and it is the worker who is behind.
  synchronized void awaitRoom() {
    long end = System.nanoTime() + LONGEST_WAIT_NANOS;
    long left = LONGEST_WAIT_NANOS;
    while (isFull() && left > 0 && System.nanoTime() - lastApplied < APPLYING_NANOS) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      left = end - System.nanoTime();
    }
  }

  synchronized void add(Segment stored) {
    Segment segment =
        new Segment(
            stored.stream(),
            stored.number(),
            stored.receivedAt(),
            stored.entries().stream().map(Entry::asRead).toList());
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
    lastApplied = System.nanoTime();
    notifyAll();
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
