package io.agencysuite.metrics.stream;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the entries of a bite without which a plan of the others can be made, by halves.
final class Sieve {

  private final Planner planner;
  private final WatermarkStore watermarks;
  private final Bite bite;
  private final LocalDate day;
  private final BitSet aside = new BitSet();
  private final SortedMap<Integer, String> reasons = new TreeMap<>();

  Sieve(Planner planner, WatermarkStore watermarks, Bite bite, LocalDate day) {
    this.planner = planner;
    this.watermarks = watermarks;
    this.bite = bite;
    this.day = day;
  }

  /// Why each of them cannot be planned, by its index.
  SortedMap<Integer, String> unplannable() {
    int size = bite.entries().size();
    aside.set(0, size);
    admit(0, size);
    return reasons;
  }

  private void admit(int from, int to) {
    aside.clear(from, to);
    RuntimeException cause;
    try {
      planner.plan(bite, day, aside);
      return;
    } catch (RuntimeException e) {
      // Fails while the store does not answer: then nothing is known about the entries.
      watermarks.get(bite.segments().getFirst().stream());
      cause = e;
    } finally {
      planner.forget();
    }
    aside.set(from, to);
    if (to - from == 1) {
      reasons.put(from, String.valueOf(cause));
    } else if (to > from) {
      int middle = (from + to) >>> 1;
      admit(from, middle);
      admit(middle, to);
    }
  }
}
