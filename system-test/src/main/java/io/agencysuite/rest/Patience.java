package io.agencysuite.rest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// How long a caller goes on when an answer does not come or says that it may come later.
public final class Patience {

  /// Every call is tried once.
  public static final Patience NONE = new Patience(Duration.ZERO);

  private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private final Duration total;
  private final AtomicLong repeats = new AtomicLong();

  public Patience(Duration total) {
    this.total = total;
  }

  /// How many calls were repeated so far.
  public long repeats() {
    return repeats.get();
  }

  Answer retry(Supplier<Answer> call) {
    long end = System.nanoTime() + total.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      boolean last = System.nanoTime() >= end;
      try {
        Answer answer = call.get();
        if (last || !TRANSIENT.contains(answer.status())) {
          return answer;
        }
      } catch (UncheckedIOException e) {
        if (last) {
          throw e;
        }
      }
      repeats.incrementAndGet();
      sleep(pause + ThreadLocalRandom.current().nextLong(pause));
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two tries", e);
    }
  }
}
