package io.agencysuite.metrics.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Successive segments of a stream that are applied together: one while the worker keeps up, the
/// more the further it is behind.
public record Bite(List<Segment> segments) {

  public Bite {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a bite of no segments (expected: at least one)");
    }
  }

  /// Number of the first segment.
  public long first() {
    return segments.getFirst().number();
  }

  /// Number of the last segment.
  public long last() {
    return segments.getLast().number();
  }

  /// The entries of all segments, in order.
  public List<Entry> entries() {
    if (segments.size() == 1) {
      return segments.getFirst().entries();
    }
    List<Entry> all = new ArrayList<>();
    segments.forEach(segment -> all.addAll(segment.entries()));
    return all;
  }

  /// How many entries each segment has.
  public List<Integer> sizes() {
    return segments.stream().map(segment -> segment.entries().size()).toList();
  }

  /// Those of its segments that count as known from the same day as its first, since a plan knows
  /// one day only.
  ///
  /// @param known no segment counts as known before this day
  Bite ofOneDay(LocalDate known) {
    LocalDate day = day(known);
    int same = 1;
    while (same < segments.size() && !segments.get(same).receivedDay().isAfter(day)) {
      same++;
    }
    return same == segments.size() ? this : new Bite(segments.subList(0, same));
  }

  /// The day that the first segment counts as known from. Known-days never go back, whatever the
  /// clocks of those who append do: a day that is over stays as it is.
  LocalDate day(LocalDate known) {
    LocalDate received = segments.getFirst().receivedDay();
    return received.isAfter(known) ? received : known;
  }
}
