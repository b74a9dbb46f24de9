package io.agencysuite.metrics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UniquesTest {

  @Test
  void countsExactlyWhileSmall() {
    byte[] stored = null;
    for (int round = 0; round < 20; round++) {
      Uniques delta = Uniques.stored();
      for (int i = 0; i < 200; i++) {
        delta.add(mix(round * 50L + i));
      }
      stored = Uniques.merge(stored, delta.encode());
    }
    Uniques all = Uniques.forUnion();
    all.addAll(stored == null ? new byte[0] : stored);

    assertThat(all.count()).isEqualTo(19 * 50 + 200);
    assertThat(all.error()).isZero();
  }

  /// Thirty unions of ninety days each: at 95 % about one and a half may lie outside the promise.
  @Test
  void staysWithinItsStatedErrorBeyond() {
    SplittableRandom random = Seed.random("uniques");
    List<Double> errors = new ArrayList<>();
    for (int trial = 0; trial < 30; trial++) {
      Uniques union = Uniques.forUnion();
      long base = random.nextLong();
      for (int day = 0; day < 90; day++) {
        Uniques stored = Uniques.stored();
        for (int i = 0; i < 3_000; i++) {
          stored.add(mix(base + day * 1_500L + i));
        }
        union.addAll(stored.encode());
      }
      double truth = 89 * 1_500 + 3_000;
      assertThat(union.error()).isEqualTo(Uniques.ERROR);
      errors.add(Math.abs(union.count() - truth) / truth);
    }

    assertThat(errors.stream().filter(error -> error > Uniques.ERROR).count())
        .isLessThanOrEqualTo(5);
  }

  @Test
  void repeatsDeltaWithoutEffect() {
    Uniques delta = Uniques.stored();
    for (int i = 0; i < 5_000; i++) {
      delta.add(mix(i));
    }
    byte[] once = Uniques.merge(null, delta.encode());
    Uniques twice = Uniques.forUnion();
    twice.addAll(Uniques.merge(once, delta.encode()));
    Uniques first = Uniques.forUnion();
    first.addAll(once);

    assertThat(twice.count()).isEqualTo(first.count());
  }

  private static long mix(long value) {
    long z = value * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    return z ^ z >>> 27;
  }
}
