package io.agencysuite.metrics.report;

/// Two ways to the same number.
///
/// @param figure name of the field on the wire
/// @param currency empty for what is no money
record ProofCheck(
    Kind kind, String figure, String currency, long expected, long actual, Result result) {

  /// What is compared, see the contract.
  enum Kind {
    ROWS_SUM_TO_TOTAL,
    STATES_EQUAL_TOTAL,
    VISITORS_COVER_ROWS,
    VISITORS_WITHIN_ROWS,
    NOTHING_SET_ASIDE
  }

  /// How it came out.
  enum Result {
    PASSED,
    FAILED,
    UNDECIDED
  }

  boolean failed() {
    return result == Result.FAILED;
  }

  ProofCheck undecidedIfFailed() {
    return failed()
        ? new ProofCheck(kind, figure, currency, expected, actual, Result.UNDECIDED)
        : this;
  }

  @Override
  public String toString() {
    return kind + " of " + figure + ": " + actual + " (expected: " + expected + ')';
  }
}
