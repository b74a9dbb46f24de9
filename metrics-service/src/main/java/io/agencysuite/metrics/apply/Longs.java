package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.rollup.Uniques;
import java.util.Arrays;

/// A growing bag of numbers.
final class Longs {

  private long[] values = new long[8];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void addAll(Longs other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  /// The delta that adds them to a set of visitors.
  byte[] toUniques() {
    Uniques uniques = Uniques.stored();
    for (int i = 0; i < size; i++) {
      uniques.add(values[i]);
    }
    return uniques.encode();
  }
}
