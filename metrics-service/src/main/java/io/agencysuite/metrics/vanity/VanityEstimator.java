package io.agencysuite.metrics.vanity;

import io.agencysuite.metrics.vanity.VanityWorth.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Regresses daily net revenue on what the networks counted:
///
///     revenue(t) = a + trend t + weekday(t)
///         + sum over metrics m and lags l of b(m, l) count(m, t - l) + error(t)
///
/// The worth of a unit is the sum of its b over the lags, by [HacRegression]. Metrics are left out
/// when they have too few days, never vary, or cannot be told apart from those before them.
final class VanityEstimator {

  /// Days needed for each column of the regression; with fewer the intervals were too short in the
  /// simulation of the test.
  private static final int DAYS_PER_COLUMN = 5;

  private static final int CONTROLS = 8;

  /// A metric of which others explain more than 99 % is not told apart from them.
  private static final double SEPARABLE = 0.1;

  private static final double VARIES = 1e-6;

  private final DailySeries series;
  private final int lags;
  private final Map<Vanity, VanityWorth> worths = new EnumMap<>(Vanity.class);

  private VanityEstimator(DailySeries series, int lags) {
    this.series = series;
    this.lags = lags;
  }

  /// Every metric once, in their order.
  ///
  /// @param lags how many days later revenue may still come
  static List<VanityWorth> estimate(DailySeries series, int lags) {
    VanityEstimator estimator = new VanityEstimator(series, lags);
    List<Vanity> kept = estimator.withEnoughDays();
    while (!kept.isEmpty()) {
      VanityDesign design = new VanityDesign(series, kept, lags, estimator.rows(kept));
      Vanity redundant = estimator.firstRedundant(design, kept);
      if (redundant == null) {
        estimator.estimate(design, kept);
        break;
      }
      kept.remove(redundant);
    }
    return List.copyOf(estimator.worths.values());
  }

  /// Drops the metric with the fewest days until the rest has enough days in common.
  private List<Vanity> withEnoughDays() {
    List<Vanity> kept = new ArrayList<>(List.of(Vanity.values()));
    while (!kept.isEmpty() && rows(kept).length < needed(kept.size())) {
      Vanity fewest =
          kept.stream()
              .min(
                  Comparator.<Vanity>comparingInt(vanity -> rows(List.of(vanity)).length)
                      .thenComparing(Comparator.reverseOrder()))
              .orElseThrow();
      int own = rows(List.of(fewest)).length;
      int needed = needed(own < needed(1) ? 1 : kept.size());
      worths.put(fewest, VanityWorth.without(fewest, Verdict.TOO_LITTLE_DATA, own, needed));
      kept.remove(fewest);
    }
    return kept;
  }

  private @Nullable Vanity firstRedundant(VanityDesign design, List<Vanity> kept) {
    for (Vanity vanity : kept) {
      if (!design.varies(vanity, VARIES) || !design.revenueVaries()) {
        worths.put(vanity, without(vanity, Verdict.NO_VARIATION, kept));
        return vanity;
      }
    }
    HacRegression regression = design.regression();
    for (Vanity vanity : kept) {
      int column = design.columns(vanity)[0];
      boolean alone = regression.unexplained(column) < SEPARABLE;
      boolean lagged =
          IntStream.of(design.columns(vanity)).anyMatch(c -> regression.unexplained(c) < VARIES);
      if (alone || lagged) {
        List<Vanity> before = kept.subList(0, kept.indexOf(vanity));
        Verdict verdict = before.isEmpty() ? Verdict.NO_VARIATION : Verdict.NOT_SEPARABLE;
        worths.put(vanity, without(vanity, verdict, kept).movingWith(before));
        return vanity;
      }
    }
    return null;
  }

  private void estimate(VanityDesign design, List<Vanity> kept) {
    HacRegression regression = design.regression();
    for (Vanity vanity : kept) {
      HacRegression.Estimate estimate =
          regression.sumOf(design.columns(vanity)).per(design.unit(vanity));
      int days = rows(kept).length;
      worths.put(vanity, VanityWorth.of(vanity, estimate, days, needed(kept.size())));
    }
  }

  private VanityWorth without(Vanity vanity, Verdict verdict, List<Vanity> kept) {
    return VanityWorth.without(vanity, verdict, rows(kept).length, needed(kept.size()));
  }

  /// The days on which all these metrics are known with their lags.
  private int[] rows(List<Vanity> metrics) {
    return IntStream.range(0, series.days())
        .filter(day -> metrics.stream().allMatch(m -> series.isUsable(m, day, lags)))
        .toArray();
  }

  private int needed(int metrics) {
    return DAYS_PER_COLUMN * (CONTROLS + metrics * (lags + 1));
  }
}
