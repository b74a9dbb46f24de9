package io.agencysuite.bench.gateway;

import java.util.Arrays;

/** How long each request of a run took. */
final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int count;
  private double seconds;

  synchronized void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = took;
  }

  /** Ends the run. */
  synchronized Latencies after(double ranSeconds) {
    seconds = ranSeconds;
    Arrays.sort(nanos, 0, count);
    return this;
  }

  synchronized int count() {
    return count;
  }

  synchronized double perSecond() {
    return count / seconds;
  }

  /** In milliseconds. */
  synchronized double percentile(double share) {
    return count == 0 ? 0 : nanos[(int) Math.min(count - 1L, (long) (count * share))] / 1e6;
  }
}
