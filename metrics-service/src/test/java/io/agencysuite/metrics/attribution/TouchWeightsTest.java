package io.agencysuite.metrics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TouchWeightsTest {

  @ParameterizedTest
  @EnumSource(TouchWeights.class)
  void givesExactlyOneConversionToJourneyOfAnyLength(TouchWeights weights) {
    for (int length = 1; length <= 200; length++) {
      int touches = length;

      long sum = IntStream.range(0, touches).mapToLong(p -> weights.weight(p, touches)).sum();

      assertThat(sum).isEqualTo(weights.total(touches));
    }
  }

  @ParameterizedTest
  @EnumSource(TouchWeights.class)
  void givesAllToOnlyTouch(TouchWeights weights) {
    assertThat(shares(weights, 1)).containsExactly(1.0);
  }

  @Test
  void givesEndsFortyPercentAndRestTwenty() {
    assertThat(shares(TouchWeights.POSITION, 2)).containsExactly(0.5, 0.5);
    assertThat(shares(TouchWeights.POSITION, 3)).containsExactly(0.4, 0.2, 0.4);
    assertThat(shares(TouchWeights.POSITION, 6)).containsExactly(0.4, 0.05, 0.05, 0.05, 0.05, 0.4);
  }

  @Test
  void sharesEquallyWhenLinear() {
    assertThat(shares(TouchWeights.LINEAR, 4)).containsExactly(0.25, 0.25, 0.25, 0.25);
  }

  @Test
  void givesAllToEndOfJourney() {
    assertThat(shares(TouchWeights.FIRST, 3)).containsExactly(1.0, 0.0, 0.0);
    assertThat(shares(TouchWeights.LAST, 3)).containsExactly(0.0, 0.0, 1.0);
  }

  private static List<Double> shares(TouchWeights weights, int length) {
    return IntStream.range(0, length)
        .mapToObj(p -> (double) weights.weight(p, length) / weights.total(length))
        .toList();
  }
}
