package io.agencysuite.metrics.report;

import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.stream.Progress;
import java.util.List;

/// A report that was read and checked.
///
/// @param overflowed something was counted as other, because the client has too many tuples
record ReportAnswer(
    Client client,
    ReportPair reports,
    Sight sight,
    boolean overflowed,
    Progress.State progress,
    List<ProofCheck> checks) {

  boolean failed() {
    return checks.stream().anyMatch(ProofCheck::failed);
  }

  ReportAnswer undecided() {
    List<ProofCheck> undecided = checks.stream().map(ProofCheck::undecidedIfFailed).toList();
    return new ReportAnswer(client, reports, sight, overflowed, progress, undecided);
  }
}
