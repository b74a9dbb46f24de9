package io.agencysuite.demo;

import java.util.List;
import java.util.SplittableRandom;

/// Seeded draws; one for each client and purpose, so that a change in one does not move the others.
final class Chance {

  private static final double POISSON_BY_COUNTING_MAX = 60;

  private final SplittableRandom random;

  Chance(long seed, String purpose) {
    this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
  }

  boolean hit(double probability) {
    return random.nextDouble() < probability;
  }

  /// From `low` to `high`, both included.
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  <T> T one(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  long bits() {
    return random.nextLong();
  }

  /// How many things happen when `mean` are expected.
  int poisson(double mean) {
    if (mean > POISSON_BY_COUNTING_MAX) {
      return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /// An amount around the mean, skewed as baskets are, in whole tens of cents.
  long amount(long meanCents) {
    double factor = Math.exp(0.5 * random.nextGaussian() - 0.125);
    return Math.max(100, Math.round(meanCents * factor / 10) * 10);
  }
}
