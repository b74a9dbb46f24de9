package io.agencysuite.metrics.report;

import io.agencysuite.metrics.v1.Check;
import io.agencysuite.metrics.v1.Proof;
import java.util.List;

/// Proofs to the wire.
final class ProofMessages {

  private ProofMessages() {}

  static Proof proof(List<ProofCheck> checks) {
    return Proof.newBuilder()
        .setPassed(checks.stream().noneMatch(ProofCheck::failed))
        .addAllChecks(checks.stream().map(ProofMessages::check).toList())
        .build();
  }

  private static Check check(ProofCheck check) {
    return Check.newBuilder()
        .setKind(kind(check.kind()))
        .setFigure(check.figure())
        .setResult(result(check.result()))
        .setExpected(check.expected())
        .setActual(check.actual())
        .setCurrencyCode(check.currency())
        .build();
  }

  private static Check.Kind kind(ProofCheck.Kind kind) {
    return switch (kind) {
      case ROWS_SUM_TO_TOTAL -> Check.Kind.ROWS_SUM_TO_TOTAL;
      case NOTHING_SET_ASIDE -> Check.Kind.NOTHING_SET_ASIDE;
      case STATES_EQUAL_TOTAL -> Check.Kind.STATES_EQUAL_TOTAL;
      case VISITORS_COVER_ROWS -> Check.Kind.VISITORS_COVER_ROWS;
      case VISITORS_WITHIN_ROWS -> Check.Kind.VISITORS_WITHIN_ROWS;
    };
  }

  private static Check.Result result(ProofCheck.Result result) {
    return switch (result) {
      case PASSED -> Check.Result.PASSED;
      case FAILED -> Check.Result.FAILED;
      case UNDECIDED -> Check.Result.UNDECIDED;
    };
  }
}
