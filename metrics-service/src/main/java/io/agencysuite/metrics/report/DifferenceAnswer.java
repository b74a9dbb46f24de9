package io.agencysuite.metrics.report;

import io.agencysuite.kit.page.Page;

/// What makes the difference between two reports.
record DifferenceAnswer(
    String client, Page<Difference> page, Sight sight, Totals before, Totals after) {

  /// The totals of one of them.
  record Totals(Vantage vantage, Sums sums) {}
}
