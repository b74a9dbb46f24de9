package io.agencysuite.metrics.journey;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How far two models disagree: half the sum of the absolute differences between their shares, the
/// total variation distance; 0 when they say the same, 1 when they have nothing in common.
final class Disagreement {

  private Disagreement() {}

  /// @param rows the credits of each row, by model
  /// @param figure what is compared
  /// @return 0 when there is nothing to share
  static double of(
      Collection<List<Credits>> rows, int first, int second, ToDoubleFunction<Credits> figure) {
    double one = sum(rows, first, figure);
    double two = sum(rows, second, figure);
    if (one <= 0 || two <= 0) {
      return 0;
    }
    double apart = 0;
    for (List<Credits> row : rows) {
      apart +=
          Math.abs(
              figure.applyAsDouble(row.get(first)) / one
                  - figure.applyAsDouble(row.get(second)) / two);
    }
    return apart / 2;
  }

  private static double sum(
      Collection<List<Credits>> rows, int model, ToDoubleFunction<Credits> figure) {
    return rows.stream().mapToDouble(row -> figure.applyAsDouble(row.get(model))).sum();
  }
}
