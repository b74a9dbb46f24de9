package io.agencysuite.metrics.vanity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agencysuite.metrics.vanity.VanityWorth.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The seed is fixed, because a share over random runs cannot be held to a bound on every draw;
/// `-Dseed=` takes another.
class VanityEstimatorTest {

  private static final int RUNS = 2_000;

  private final SimulatedDays simulation = new SimulatedDays(random());

  private static SplittableRandom random() {
    long seed = Long.getLong("seed", 20_261_123L);
    System.out.println("vanity: replay with -Dseed=" + seed);
    return new SplittableRandom(seed);
  }

  @ParameterizedTest
  @CsvSource({"124, 3", "180, 3", "365, 3", "365, 7", "82, 1"})
  void coversZeroWhenNothingIsWorthAnything(int days, int lags) {
    Map<Vanity, Integer> covered = new EnumMap<>(Vanity.class);

    for (int run = 0; run < RUNS; run++) {
      for (VanityWorth worth : VanityEstimator.estimate(simulation.draw(days, 0, 0), lags)) {
        int hit = worth.verdict() == Verdict.WORTH_ZERO_WITHIN_ERROR ? 1 : 0;
        covered.merge(worth.vanity(), hit, Integer::sum);
      }
    }

    int all = covered.values().stream().mapToInt(Integer::intValue).sum();
    double share = all / (double) (RUNS * Vanity.values().length);
    System.out.printf(
        "%d days, %d lags: %.4f of the intervals cover 0 %s%n", days, lags, share, covered);
    assertThat(share).isCloseTo(0.95, within(0.015));
  }

  @Test
  void findsPlantedWorthOverItsLags() {
    double sum = 0;
    int covered = 0;
    int worth = 0;
    for (int run = 0; run < RUNS; run++) {
      VanityWorth likes = of(Vanity.LIKES, simulation.draw(365, 80, 40), 3);
      HacRegression.Estimate estimate = Objects.requireNonNull(likes.estimate());
      sum += estimate.value();
      covered += estimate.lower() <= 120 && estimate.upper() >= 120 ? 1 : 0;
      worth += likes.verdict() == Verdict.WORTH ? 1 : 0;
    }

    assertThat(sum / RUNS).isCloseTo(120, within(3.0));
    assertThat(covered / (double) RUNS).isCloseTo(0.95, within(0.02));
    assertThat(worth / (double) RUNS).isGreaterThan(0.8);
  }

  @Test
  void saysWhatMovesTogether() {
    DailySeries series = simulation.draw(365, 0, 0);
    for (int day = 0; day < series.days(); day++) {
      series.counts(Vanity.IMPRESSIONS)[day] = 2 * series.counts(Vanity.REACH)[day];
    }

    VanityWorth impressions = of(Vanity.IMPRESSIONS, series, 3);

    assertThat(impressions.verdict()).isEqualTo(Verdict.NOT_SEPARABLE);
    assertThat(impressions.movesWith()).containsExactly(Vanity.REACH);
    assertThat(of(Vanity.REACH, series, 3).estimate()).isNotNull();
  }

  @Test
  void saysWhatNeverVaries() {
    DailySeries series = simulation.draw(365, 0, 0);
    Arrays.fill(series.counts(Vanity.LIKES), 7);
    for (int day = 0; day < series.days(); day++) {
      series.counts(Vanity.FOLLOWERS_GAINED)[day] = 3.0 * day;
    }

    assertThat(of(Vanity.LIKES, series, 3).verdict()).isEqualTo(Verdict.NO_VARIATION);
    assertThat(of(Vanity.FOLLOWERS_GAINED, series, 3).verdict())
        .isIn(Verdict.NO_VARIATION, Verdict.NOT_SEPARABLE);
    assertThat(of(Vanity.REACH, series, 3).estimate()).isNotNull();
  }

  @Test
  void saysNothingWithoutRevenue() {
    DailySeries series = simulation.draw(365, 0, 0);
    Arrays.fill(series.revenue, 0);

    assertThat(VanityEstimator.estimate(series, 3).stream().map(VanityWorth::verdict))
        .containsOnly(Verdict.NO_VARIATION);
  }

  @Test
  void saysHowManyDaysAreNeeded() {
    List<VanityWorth> worths = VanityEstimator.estimate(simulation.draw(50, 0, 0), 3);

    assertThat(worths).hasSize(4);
    assertThat(worths).allMatch(worth -> worth.verdict() == Verdict.TOO_LITTLE_DATA);
    assertThat(worths).allMatch(worth -> worth.daysUsed() == 47 && worth.daysNeeded() == 60);
  }

  @Test
  void letsNoSparseMetricSpoilTheOthers() {
    DailySeries series = simulation.draw(365, 0, 0);
    Arrays.fill(series.counts(Vanity.LIKES), 0, 340, Double.NaN);

    VanityWorth likes = of(Vanity.LIKES, series, 3);

    assertThat(likes.verdict()).isEqualTo(Verdict.TOO_LITTLE_DATA);
    assertThat(likes.daysUsed()).isEqualTo(22);
    assertThat(of(Vanity.REACH, series, 3).daysUsed()).isEqualTo(362);
  }

  @Test
  void keepsMissingDaysInTheirPlace() {
    DailySeries series = simulation.draw(365, 80, 40);
    for (int day = 0; day < series.days(); day += 30) {
      series.counts(Vanity.REACH)[day] = Double.NaN;
    }

    VanityWorth likes = of(Vanity.LIKES, series, 3);

    assertThat(likes.daysUsed()).isEqualTo(365 - 13 * 4 + 3 - 3);
    assertThat(likes.estimate()).isNotNull();
  }

  private static VanityWorth of(Vanity vanity, DailySeries series, int lags) {
    return VanityEstimator.estimate(series, lags).stream()
        .filter(worth -> worth.vanity() == vanity)
        .findFirst()
        .orElseThrow();
  }
}
