package io.agencysuite.metrics.report;

import java.util.SortedMap;

/// The answer to a query.
///
/// @param overflowed something was counted as other, because the client has too many tuples
record Report(SortedMap<RowKey, Sums> rows, Sums totals, boolean overflowed) {}
