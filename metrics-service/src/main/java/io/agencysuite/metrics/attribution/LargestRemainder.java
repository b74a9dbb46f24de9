package io.agencysuite.metrics.attribution;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Splits whole cents by weights so that the parts sum to the whole: everybody gets the cents that
/// are surely theirs, those left go to the largest remainders, one each.
public final class LargestRemainder {

  private static final int LARGEST_TOTAL = 1 << 30;

  private LargestRemainder() {}

  /// The parts, each less than a cent off its exact share.
  ///
  /// @param weights zero or more each, their sum from 1 to 2^30
  /// @param order among equal remainders the smallest of these comes first
  public static long[] split(long amount, long[] weights, long[] order) {
    long total = 0;
    for (long weight : weights) {
      total = Math.addExact(total, weight);
    }
    if (total < 1 || total > LARGEST_TOTAL) {
      throw new IllegalArgumentException(
          "sum of weights: " + total + " (expected: 1.." + LARGEST_TOTAL + ")");
    }
    long whole = Math.floorDiv(amount, total);
    long rest = Math.floorMod(amount, total);
    long[] parts = new long[weights.length];
    long[] remainders = new long[weights.length];
    long left = amount;
    for (int i = 0; i < weights.length; i++) {
      parts[i] = whole * weights[i] + rest * weights[i] / total;
      remainders[i] = rest * weights[i] % total;
      left -= parts[i];
    }
    if (left > 0) {
      IntStream.range(0, weights.length)
          .boxed()
          .sorted(
              Comparator.<Integer>comparingLong(i -> -remainders[i])
                  .thenComparingLong(i -> order[i]))
          .limit(left)
          .forEach(i -> parts[i]++);
    }
    return parts;
  }
}
