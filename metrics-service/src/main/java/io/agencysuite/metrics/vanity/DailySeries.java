package io.agencysuite.metrics.vanity;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// A client's days without a gap: net revenue in cents and what the networks counted, NaN where
/// they said nothing.
final class DailySeries {

  final LocalDate from;
  final double[] revenue;
  private final Map<Vanity, double[]> counts = new EnumMap<>(Vanity.class);

  DailySeries(LocalDate from, int days) {
    this.from = from;
    this.revenue = new double[days];
    for (Vanity vanity : Vanity.values()) {
      double[] unknown = new double[days];
      Arrays.fill(unknown, Double.NaN);
      counts.put(vanity, unknown);
    }
  }

  int days() {
    return revenue.length;
  }

  double[] counts(Vanity vanity) {
    return counts.getOrDefault(vanity, new double[0]);
  }

  /// True if the metric is known on the day and all lagged days before it.
  boolean isUsable(Vanity vanity, int day, int lags) {
    double[] of = counts(vanity);
    for (int lag = 0; lag <= lags; lag++) {
      if (day < lag || Double.isNaN(of[day - lag])) {
        return false;
      }
    }
    return true;
  }
}
