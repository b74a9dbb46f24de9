package io.agencysuite.metrics.apply;

import java.util.concurrent.atomic.AtomicLongArray;

/// How much the workers of all streams remember together. A worker that finds the budget exceeded
/// forgets clients of its own, the one it works for excepted.
public final class MemoryBudget {

  private final long limit;
  private final AtomicLongArray used;

  /// @param limit in bytes
  public MemoryBudget(long limit, int streams) {
    this.limit = limit;
    this.used = new AtomicLongArray(streams);
  }

  /// Notes what a stream's worker remembers.
  ///
  /// @return true if all together remember too much
  boolean exceededBy(int stream, long bytes) {
    used.set(stream, bytes);
    long total = 0;
    for (int i = 0; i < used.length(); i++) {
      total += used.get(i);
    }
    return total > limit;
  }
}
