package io.agencysuite.load;

import java.util.Arrays;

/// What became of the calls of one kind, or of all.
public final class Tally {
  private static final int SLOTS_A_SECOND = 4;

  private final Latencies good = new Latencies();
  private final Latencies refused = new Latencies();
  private final int[] goodBySlot;
  private final int[] badBySlot;
  private int offered;
  private int failed;

  Tally(double seconds) {
    this.goodBySlot = new int[(int) Math.ceil(seconds * SLOTS_A_SECOND)];
    this.badBySlot = new int[goodBySlot.length];
  }

  void begin() {
    offered++;
  }

  /// @param status 0 when there was no answer
  /// @param dueSeconds when the call was due, since the beginning
  /// @param endSeconds when it ended, since the beginning
  void ended(int status, long nanos, double dueSeconds, double endSeconds) {
    if (status >= 200 && status < 400) {
      good.add(nanos);
      count(goodBySlot, endSeconds);
    } else {
      count(badBySlot, dueSeconds);
      if (status == 503 || status == 429) {
        refused.add(nanos);
      } else {
        failed++;
      }
    }
  }

  private static void count(int[] slots, double seconds) {
    int slot = (int) (seconds * SLOTS_A_SECOND);
    if (slot >= 0 && slot < slots.length) {
      slots[slot]++;
    }
  }

  public int offered() {
    return offered;
  }

  public Latencies good() {
    return good;
  }

  public Latencies refused() {
    return refused;
  }

  /// Calls with another answer than a good one or a refusal, or with none.
  public int failed() {
    return failed;
  }

  /// The part of the calls that were served.
  public double success() {
    return offered == 0 ? 1 : (double) good.count() / offered;
  }

  /// Calls served a second, from one second of the run to another.
  public double goodput(double fromSecond, double toSecond) {
    int from = (int) (fromSecond * SLOTS_A_SECOND);
    int to = Math.min(goodBySlot.length, (int) (toSecond * SLOTS_A_SECOND));
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += goodBySlot[i];
    }
    return sum * (double) SLOTS_A_SECOND / Math.max(1, to - from);
  }

  /// The part of all quarters of a second in which some call was not served.
  public double troubled() {
    return (double) Arrays.stream(badBySlot).filter(bad -> bad > 0).count() / badBySlot.length;
  }

  /// From which second on at least 99 of 100 calls were served in every part of a second.
  public double calmFrom() {
    for (int i = badBySlot.length - 1; i >= 0; i--) {
      if (badBySlot[i] * 99 > goodBySlot[i]) {
        return (i + 1) / (double) SLOTS_A_SECOND;
      }
    }
    return 0;
  }
}
