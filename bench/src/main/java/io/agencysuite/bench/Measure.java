package io.agencysuite.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntToLongFunction;

/** Runs an action for a while and says how often it ran in a second. */
final class Measure {

  private Measure() {}

  /** What the action returns is counted, so that a batch counts as its documents. */
  static double perSecond(int threads, double seconds, IntToLongFunction action)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    LongAdder count = new LongAdder();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        running.add(
            pool.submit(() -> {
              while (System.nanoTime() < end) {
                count.add(action.applyAsLong(thread));
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return count.sum() / ((System.nanoTime() - start) / 1e9);
  }
}
