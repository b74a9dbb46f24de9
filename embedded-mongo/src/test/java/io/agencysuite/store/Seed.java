package io.agencysuite.store;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A printed seed; `-Dseed=` replays a run. */
final class Seed {

  private Seed() {}

  static RandomGenerator random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
