package io.agencysuite.metrics.report;

import java.time.LocalDate;
import java.util.Optional;

/// Somebody asks for a report.
///
/// @param client its id
/// @param waitForApplied until everything received before is counted
/// @param prove by counting the states anew
/// @param asOf the day when everything was known that is counted; empty for now
record ReportOrder(
    String client,
    ReportQuery query,
    boolean waitForApplied,
    boolean prove,
    Optional<LocalDate> asOf) {}
