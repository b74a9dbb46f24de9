package io.agencysuite.metrics.vanity;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// The matrix of the regression: constant, trend, six weekdays, every metric on its own day, then
/// the lagged days. Metrics have mean 0 and deviation 1.
final class VanityDesign {

  private static final int WEEK = 7;

  private final DailySeries series;
  private final List<Vanity> metrics;
  private final int lags;
  private final int[] rows;
  private final Map<Vanity, double[]> scaled = new EnumMap<>(Vanity.class);
  private final Map<Vanity, Double> units = new EnumMap<>(Vanity.class);
  private final Map<Vanity, Double> sizes = new EnumMap<>(Vanity.class);

  /// @param rows the days that are used, ascending
  VanityDesign(DailySeries series, List<Vanity> metrics, int lags, int[] rows) {
    this.series = series;
    this.metrics = List.copyOf(metrics);
    this.lags = lags;
    this.rows = rows;
    metrics.forEach(this::scale);
  }

  /// False for a metric whose deviation is next to nothing beside its size.
  boolean varies(Vanity vanity, double least) {
    return unit(vanity) > least * sizes.getOrDefault(vanity, 0.0);
  }

  /// False if every day brought the same.
  boolean revenueVaries() {
    double first = series.revenue[rows[0]];
    return IntStream.of(rows).anyMatch(day -> series.revenue[day] != first);
  }

  /// How many units of the metric are 1 in the matrix.
  double unit(Vanity vanity) {
    return units.getOrDefault(vanity, 0.0);
  }

  /// The columns of a metric, its own day first.
  int[] columns(Vanity vanity) {
    int controls = 1 + WEEK;
    int at = metrics.indexOf(vanity);
    return IntStream.rangeClosed(0, lags)
        .map(lag -> controls + lag * metrics.size() + at)
        .toArray();
  }

  HacRegression regression() {
    int first = rows[0];
    int span = rows[rows.length - 1] - first + 1;
    DMatrixRMaj x = new DMatrixRMaj(rows.length, 1 + WEEK + metrics.size() * (lags + 1));
    double[] y = new double[rows.length];
    int[] places = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      int day = rows[row];
      y[row] = series.revenue[day];
      places[row] = day - first;
      x.set(row, 0, 1);
      x.set(row, 1, 2.0 * places[row] / Math.max(1, span - 1) - 1);
      int weekday = series.from.plusDays(day).getDayOfWeek().getValue();
      if (weekday < WEEK) {
        x.set(row, 1 + weekday, 1);
      }
      for (Vanity vanity : metrics) {
        double[] counts = scaled.getOrDefault(vanity, new double[0]);
        int[] columns = columns(vanity);
        for (int lag = 0; lag <= lags; lag++) {
          x.set(row, columns[lag], counts[day - lag]);
        }
      }
    }
    return new HacRegression(x, y, places, span);
  }

  private void scale(Vanity vanity) {
    double[] counts = series.counts(vanity);
    double mean = IntStream.of(rows).mapToDouble(day -> counts[day]).average().orElse(0);
    double variance =
        IntStream.of(rows)
            .mapToDouble(day -> (counts[day] - mean) * (counts[day] - mean))
            .average()
            .orElse(0);
    double unit = Math.sqrt(variance);
    double[] scaledCounts = new double[counts.length];
    for (int day = 0; day < counts.length; day++) {
      scaledCounts[day] = (counts[day] - mean) / unit;
    }
    units.put(vanity, unit);
    sizes.put(vanity, IntStream.of(rows).mapToDouble(day -> Math.abs(counts[day])).max().orElse(0));
    scaled.put(vanity, scaledCounts);
  }
}
