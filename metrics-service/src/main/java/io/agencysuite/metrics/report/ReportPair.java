package io.agencysuite.metrics.report;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A report, beside the one that it is compared with.
record ReportPair(ReportQuery query, Report now, Optional<Report> then) {

  /// The rows of either.
  Collection<RowKey> keys() {
    if (then.isEmpty()) {
      return now.rows().keySet();
    }
    SortedSet<RowKey> keys = new TreeSet<>(now.rows().keySet());
    keys.addAll(then.get().rows().keySet());
    return keys;
  }
}
