package io.agencysuite.metrics.vanity;

import java.time.LocalDate;
import java.util.SplittableRandom;

/// Days of a client whose truth is known: bursts of reach, what follows from them, and revenue with
/// a trend, weekends and heavy-tailed errors that last for days.
final class SimulatedDays {

  private final SplittableRandom random;

  SimulatedDays(SplittableRandom random) {
    this.random = random;
  }

  /// @param perLike cents that a like brings on its day
  /// @param later cents that it brings a day later
  DailySeries draw(int days, double perLike, double later) {
    DailySeries series = new DailySeries(LocalDate.parse("2026-01-05"), days);
    double[] bursts = autoregression(days, 0.6, false);
    double[] shown = autoregression(days, 0.3, false);
    double[] liked = autoregression(days, 0.3, false);
    double[] followed = autoregression(days, 0.5, false);
    double[] errors = autoregression(days, 0.4, true);
    for (int day = 0; day < days; day++) {
      double reach = Math.exp(6 + 0.6 * bursts[day]);
      series.counts(Vanity.REACH)[day] = Math.round(reach);
      series.counts(Vanity.IMPRESSIONS)[day] = Math.round(reach * 1.5 * Math.exp(0.3 * shown[day]));
      series.counts(Vanity.LIKES)[day] = Math.round(reach * 0.1 * Math.exp(0.5 * liked[day]));
      series.counts(Vanity.FOLLOWERS_GAINED)[day] = Math.round(3 + 5 * followed[day]);
      double likes = series.counts(Vanity.LIKES)[day];
      double before = day == 0 ? 0 : series.counts(Vanity.LIKES)[day - 1];
      series.revenue[day] =
          20_000
              + 10.0 * day
              + (day % 7 >= 5 ? 3_000 : 0)
              + 4_000 * errors[day]
              + perLike * likes
              + later * before;
    }
    return series;
  }

  private double[] autoregression(int days, double persistence, boolean heavyTails) {
    double[] values = new double[days];
    double now = 0;
    for (int day = -50; day < days; day++) {
      double shock = random.nextGaussian();
      if (heavyTails) {
        double scale = 0;
        for (int i = 0; i < 5; i++) {
          double part = random.nextGaussian();
          scale += part * part;
        }
        shock *= Math.sqrt(3 / scale);
      }
      now = persistence * now + Math.sqrt(1 - persistence * persistence) * shock;
      if (day >= 0) {
        values[day] = now;
      }
    }
    return values;
  }
}
