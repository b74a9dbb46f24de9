package io.agencysuite.load;

import java.util.Arrays;

/// Latencies in nanoseconds, all of them kept.
public final class Latencies {
  private long[] values = new long[1 << 12];
  private int count;

  void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
  }

  public int count() {
    return count;
  }

  /// The latency that this part of the calls did not exceed, in milliseconds; 0 without calls.
  public double millis(double part) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(part * count) - 1;
    return sorted[Math.clamp(index, 0, count - 1)] / 1e6;
  }
}
