package io.agencysuite.metrics.report;

import java.time.LocalDate;
import java.util.Comparator;

/// When a row begins.
///
/// @param hour beginning of the hour in seconds since 1970; 0 where rows are days or longer
record RowStart(LocalDate day, long hour) implements Comparable<RowStart> {

  private static final Comparator<RowStart> ORDER =
      Comparator.comparing(RowStart::day).thenComparingLong(RowStart::hour);

  @Override
  public int compareTo(RowStart o) {
    return ORDER.compare(this, o);
  }
}
