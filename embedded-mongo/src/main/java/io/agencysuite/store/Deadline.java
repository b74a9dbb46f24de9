package io.agencysuite.store;

/** A command's `maxTimeMS`; it counts elapsed time, which no test clock may bend. */
final class Deadline {

  static final Deadline NONE = new Deadline(0);

  private final long maxMillis;
  private final long endNanos;

  Deadline(long maxMillis) {
    this.maxMillis = maxMillis;
    this.endNanos = System.nanoTime() + maxMillis * 1_000_000;
  }

  void check() {
    if (maxMillis > 0 && System.nanoTime() - endNanos > 0) {
      throw StoreErrors.timedOut(maxMillis);
    }
  }
}
