package io.agencysuite.metrics.report;

import java.util.SortedMap;

/// The answer to a query, for one range of days.
record Report(SortedMap<RowKey, Sums> rows, Sums totals) {

  /// The sums of a row; zeros when it has none.
  Sums row(RowKey key) {
    Sums sums = rows.get(key);
    return sums == null ? new Sums() : sums;
  }
}
