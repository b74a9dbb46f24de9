package io.agencysuite.metrics.clientreport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A figure beside those it is compared with.
///
/// @param previousMonth null when nothing at all is known of that month
/// @param previousYear null when nothing at all is known of the same month a year before
public record Figure(
    Measure measure, long value, @Nullable Long previousMonth, @Nullable Long previousYear) {

  /// The figure of a measure; zeros when it is not among them.
  static Figure of(List<Figure> figures, Measure measure) {
    return figures.stream()
        .filter(figure -> figure.measure() == measure)
        .findFirst()
        .orElseGet(() -> new Figure(measure, 0, null, null));
  }

  Figure plus(Figure other) {
    return new Figure(
        measure,
        Math.addExact(value, other.value),
        sum(previousMonth, other.previousMonth),
        sum(previousYear, other.previousYear));
  }

  boolean isZero() {
    return value == 0 && isZero(previousMonth) && isZero(previousYear);
  }

  private static boolean isZero(@Nullable Long value) {
    return value == null || value == 0;
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long two) {
    return one == null || two == null ? null : Long.valueOf(Math.addExact(one, two));
  }
}
