package io.agencysuite.kit.test;

import java.util.SplittableRandom;

/// Seeded randomness that can be replayed: prints its seed, takes another by `-Dseed=`.
public final class Seed {

  private Seed() {}

  /// @param purpose printed beside the seed
  public static SplittableRandom random(String purpose) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(purpose + ": replay with -Dseed=" + seed);
    return new SplittableRandom(seed);
  }
}
