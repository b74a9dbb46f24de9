package io.agencysuite.metrics.funnel;

/// Two ways to the same number.
///
/// @param position of the step or the cohort, from 1
record FunnelCheck(Kind kind, int position, long expected, long actual, Result result) {

  /// What is compared, see the contract.
  enum Kind {
    FIRST_STEP_EQUALS_REPORT,
    STEP_WITHIN_PREVIOUS,
    GROUPS_SUM_TO_TOTAL,
    PERIOD_EQUALS_REPORT
  }

  /// How it came out.
  enum Result {
    PASSED,
    FAILED,
    UNDECIDED
  }

  static FunnelCheck of(Kind kind, int position, long expected, long actual, boolean fits) {
    return new FunnelCheck(kind, position, expected, actual, fits ? Result.PASSED : Result.FAILED);
  }

  boolean failed() {
    return result == Result.FAILED;
  }

  FunnelCheck undecidedIfFailed() {
    return failed() ? new FunnelCheck(kind, position, expected, actual, Result.UNDECIDED) : this;
  }
}
