package io.agencysuite.metrics.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agencysuite.kit.test.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

  @Test
  void givesCentsLeftToLargestRemainders() {
    assertThat(split(100, 1, 1, 1)).containsExactly(34, 33, 33);
    assertThat(split(1, 2, 1, 2)).containsExactly(1, 0, 0);
    assertThat(split(7, 2, 1, 2)).containsExactly(3, 1, 3);
    assertThat(split(0, 1, 1)).containsExactly(0, 0);
    assertThat(split(5, 0, 1)).containsExactly(0, 5);
  }

  @Test
  void breaksTiesByTheOrderGiven() {
    long[] parts = LargestRemainder.split(100, new long[] {1, 1, 1}, new long[] {3, -5, 4});

    assertThat(parts).containsExactly(33, 34, 33);
  }

  @Test
  void sumsToTheWholeAndIsLessThanCentOff() {
    SplittableRandom random = Seed.random("largest remainder");
    for (int run = 0; run < 2_000; run++) {
      long amount = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      long[] weights = random.longs(random.nextInt(1, 40), 0, 1_000).toArray();
      weights[0]++;
      double total = Arrays.stream(weights).sum();

      long[] parts = LargestRemainder.split(amount, weights, weights);

      assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
      for (int i = 0; i < parts.length; i++) {
        assertThat((double) parts[i]).isCloseTo(amount * (weights[i] / total), within(1.001));
      }
    }
  }

  @Test
  void refusesWeightsThatShareNothing() {
    assertThatThrownBy(() -> split(1, 0, 0)).hasMessageContaining("sum of weights: 0");
  }

  private static long[] split(long amount, long... weights) {
    return LargestRemainder.split(amount, weights, new long[weights.length]);
  }
}
