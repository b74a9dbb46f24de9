package io.agencysuite.bench.process;

import java.util.Arrays;
import java.util.List;

/** The middle of some figures and an interval for it. */
public record Figures(double median, double low, double high) {

  /**
   * The interval is that of order statistics: the narrowest pair that holds the median of the
   * distribution with a probability of at least 95 %; with less than six figures all of them.
   */
  public static Figures of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    int outside = 0;
    while (outside + 1 < n - outside - 1 && 2 * tail(n, outside + 1) <= 0.05) {
      outside++;
    }
    double middle = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Figures(middle, sorted[outside], sorted[n - 1 - outside]);
  }

  /** The probability that at most `most` of n figures lie below the median. */
  private static double tail(int n, int most) {
    double[] row = new double[n + 1];
    row[0] = 1;
    for (int i = 1; i <= n; i++) {
      for (int j = i; j > 0; j--) {
        row[j] = (row[j] + row[j - 1]) / 2;
      }
      row[0] /= 2;
    }
    return Arrays.stream(row, 0, most + 1).sum();
  }
}
