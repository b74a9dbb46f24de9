package io.agencysuite.metrics.report;

import java.time.LocalDate;
import java.util.Optional;

/// Somebody asks what makes the difference between two reports.
///
/// @param before the earlier report is as of this day
/// @param after the later one; empty for now
/// @param waitForApplied until everything received before is counted
record DifferenceOrder(
    String client,
    ReportQuery query,
    LocalDate before,
    Optional<LocalDate> after,
    boolean waitForApplied) {}
