package io.agencysuite.metrics.report;

/// Somebody asks for a report.
///
/// @param client its id
/// @param waitForApplied until everything received before is counted
/// @param prove by counting the states anew
record ReportOrder(String client, ReportQuery query, boolean waitForApplied, boolean prove) {}
