package io.agencysuite.gateway.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// How many calls may run at once, found by what more of them cost: calls that take longer than the
/// tolerated multiple of their unloaded time are too many at once.
///
/// Every kind of call has an unloaded time of its own, learnt while little runs, so that a service
/// with quick and slow calls is not taken for an overloaded one. Under load it hardly moves: a long
/// overload must not become the normal.
///
/// A queue that was empty a moment ago is a burst, which passes by itself; one that does not empty
/// is an overload (the good and the bad queue of K. Nichols, V. Jacobson, Controlling Queue Delay,
/// 2012). So more is let in while the last moment with little to do is young.
final class AdaptiveLimit {
  private static final long WINDOW_NANOS = 100_000_000L;
  private static final long YOUNG_NANOS = 250_000_000L;
  private static final int SAMPLES_MIN = 10;
  private static final int LIGHT = 2;
  private static final double LEARN_LIGHT = 0.2;
  private static final double LEARN_LOADED = 0.00005;
  private static final double SMOOTHING = 0.4;

  private final AdmissionSettings settings;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, Kind> kinds = new HashMap<>();
  private volatile double limit;
  private volatile long lightAt;
  private long windowStart;
  private int samples;
  private int busiest;

  AdaptiveLimit(AdmissionSettings settings, long nowNanos) {
    this.settings = settings;
    this.limit = settings.start();
    this.windowStart = nowNanos;
    this.lightAt = nowNanos;
  }

  /// What is known about one kind of call; sums are those of the window.
  private static final class Kind {
    private double unloaded;
    private double sum;
    private int count;
    private double lightSum;
    private int lightCount;
  }

  /// True when a call of this class would be refused.
  boolean isFull(Priority priority, long nowNanos) {
    return running.get() >= most(priority, nowNanos);
  }

  private double most(Priority priority, long nowNanos) {
    boolean young = nowNanos - lightAt < YOUNG_NANOS;
    return Math.max(1, limit * (young ? priority.burst() : priority.share()));
  }

  /// Lets a call in if less than its class may use is in use.
  ///
  /// @return how many run now, this one included; 0 for a refusal
  int enter(Priority priority, long nowNanos) {
    while (true) {
      int now = running.get();
      if (now <= LIGHT) {
        lightAt = nowNanos;
      }
      double most = most(priority, nowNanos);
      if (now >= most) {
        return 0;
      }
      if (running.compareAndSet(now, now + 1)) {
        return now + 1;
      }
    }
  }

  /// A call has ended without saying anything about the load.
  void leave(long nowNanos) {
    if (running.decrementAndGet() <= LIGHT) {
      lightAt = nowNanos;
    }
  }

  /// A call has ended.
  ///
  /// @param entered what [#enter] had answered
  void leave(String kind, int entered, long nanos, long nowNanos) {
    leave(nowNanos);
    synchronized (this) {
      Kind known = kinds.computeIfAbsent(kind, _ -> new Kind());
      known.sum += nanos;
      known.count++;
      if (entered <= LIGHT) {
        known.lightSum += nanos;
        known.lightCount++;
      }
      samples++;
      busiest = Math.max(busiest, entered);
      if (samples >= SAMPLES_MIN && nowNanos - windowStart >= WINDOW_NANOS) {
        adjust();
        windowStart = nowNanos;
        samples = 0;
        busiest = 0;
      }
    }
  }

  int running() {
    return running.get();
  }

  double limit() {
    return limit;
  }

  private void adjust() {
    double actual = 0;
    double allowed = 0;
    for (Kind kind : kinds.values()) {
      if (kind.count > 0) {
        learn(kind);
        actual += kind.sum;
        allowed += allowed(kind.unloaded) * kind.count;
        kind.sum = 0;
        kind.count = 0;
        kind.lightSum = 0;
        kind.lightCount = 0;
      }
    }
    double before = limit;
    double gradient = Math.clamp(allowed / Math.max(1, actual), 0.5, 1);
    boolean recovers = before < settings.start() && gradient == 1;
    if (busiest < before / 2 && !recovers) {
      // So few ran that nothing was learnt about more.
      return;
    }
    double wanted = before * gradient + Math.sqrt(before) / 2;
    limit =
        Math.clamp(
            before * (1 - SMOOTHING) + wanted * SMOOTHING, settings.least(), settings.most());
  }

  /// How long a call may take on the average: quick ones may wait a moment for each other.
  private double allowed(double unloaded) {
    return Math.max(unloaded * settings.tolerance(), unloaded + settings.patience().toNanos());
  }

  private static void learn(Kind kind) {
    double mean = kind.sum / kind.count;
    if (kind.unloaded == 0 || mean < kind.unloaded) {
      kind.unloaded = kind.unloaded == 0 ? mean : move(kind.unloaded, mean, LEARN_LIGHT);
    } else if (kind.lightCount > 0 && kind.lightCount * 2 >= kind.count) {
      kind.unloaded = move(kind.unloaded, kind.lightSum / kind.lightCount, LEARN_LIGHT);
    } else {
      kind.unloaded = move(kind.unloaded, mean, LEARN_LOADED);
    }
  }

  private static double move(double from, double to, double part) {
    return from + (to - from) * part;
  }
}
