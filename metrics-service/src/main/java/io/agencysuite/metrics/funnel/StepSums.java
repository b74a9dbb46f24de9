package io.agencysuite.metrics.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// How many came to each step, and how long it took them.
final class StepSums {

  private final long[] counts;
  private final List<Gaps> gaps = new ArrayList<>();

  StepSums(int steps) {
    this.counts = new long[steps];
    for (int i = 0; i < steps; i++) {
      gaps.add(new Gaps());
    }
  }

  void add(Walk walk) {
    for (int step = 0; step < walk.reached(); step++) {
      counts[step]++;
      if (step > 0) {
        gaps.get(step).add(walk.gaps().get(step - 1));
      }
    }
  }

  void addAll(StepSums other) {
    for (int step = 0; step < counts.length; step++) {
      counts[step] += other.counts[step];
      gaps.get(step).addAll(other.gaps.get(step));
    }
  }

  long count(int step) {
    return counts[step];
  }

  int steps() {
    return counts.length;
  }

  /// Of an even number of times the shorter one in the middle; empty when nobody came.
  OptionalLong medianMillis(int step) {
    return gaps.get(step).median();
  }

  /// Times, in milliseconds.
  private static final class Gaps {
    private long[] values = new long[4];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    void addAll(Gaps other) {
      for (int i = 0; i < other.size; i++) {
        add(other.values[i]);
      }
    }

    OptionalLong median() {
      Arrays.sort(values, 0, size);
      return size == 0 ? OptionalLong.empty() : OptionalLong.of(values[(size - 1) / 2]);
    }
  }
}
