package io.agencysuite.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;

/// One line a step: what, how many, how long.
final class Progress {

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void step(String what, IntSupplier work) {
    long start = System.nanoTime();
    int count = work.getAsInt();
    out.printf("%-10s %7d  %5.1f s%n", what, count, (System.nanoTime() - start) / 1e9);
    out.flush();
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
