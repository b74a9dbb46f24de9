package io.agencysuite.metrics.report;

import java.util.List;

/// A report that was read and checked.
///
/// @param overflowed something was counted as other, because the client has too many tuples
record ReportAnswer(
    Vantage vantage, ReportPair reports, Sight sight, boolean overflowed, List<ProofCheck> checks) {

  boolean failed() {
    return checks.stream().anyMatch(ProofCheck::failed);
  }

  ReportAnswer undecided() {
    List<ProofCheck> undecided = checks.stream().map(ProofCheck::undecidedIfFailed).toList();
    return new ReportAnswer(vantage, reports, sight, overflowed, undecided);
  }
}
