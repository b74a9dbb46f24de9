package io.agencysuite.metrics.journey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;

/// A sum of fractions without rounding: a numerator for each denominator that occurred. There are
/// as many of these as journeys have different lengths.
final class ShareSum {

  private final Map<Long, Long> numerators = new TreeMap<>();

  void add(long numerator, long denominator) {
    numerators.merge(denominator, numerator, Math::addExact);
  }

  /// The sum, rounded to the nearest double.
  double value() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<Long, Long> part : numerators.entrySet()) {
      sum =
          sum.add(
              BigDecimal.valueOf(part.getValue())
                  .divide(BigDecimal.valueOf(part.getKey()), MathContext.DECIMAL128));
    }
    return sum.doubleValue();
  }
}
