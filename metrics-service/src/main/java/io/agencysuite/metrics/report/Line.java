package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import java.time.LocalDate;
import java.util.Comparator;

/// A figure of one day and place.
///
/// @param currency empty for what is no money
/// @param other the place is beyond the client's limit of tuples
record Line(LocalDate day, Tuple place, boolean other, Metric metric, String currency)
    implements Comparable<Line> {

  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::day)
          .thenComparing(line -> line.place().channel())
          .thenComparing(line -> line.place().campaign())
          .thenComparing(line -> line.place().post())
          .thenComparing(Line::other)
          .thenComparing(Line::metric)
          .thenComparing(Line::currency);

  @Override
  public int compareTo(Line o) {
    return ORDER.compare(this, o);
  }
}
