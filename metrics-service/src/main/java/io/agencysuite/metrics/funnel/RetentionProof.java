package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.rollup.Tuple;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Compares the visitors of each cohort's period with the report.
final class RetentionProof {

  private RetentionProof() {}

  static List<FunnelCheck> of(FunnelReader.Scope scope, RetentionQuery query, Retention retention) {
    ReportedVisitors reported =
        new ReportedVisitors(scope.ledger(), scope.tenant(), scope.client());
    List<FunnelCheck> checks = new ArrayList<>();
    for (int cohort = 0; cohort < retention.visitors().size(); cohort++) {
      checks.add(
          reported.check(
              FunnelCheck.Kind.PERIOD_EQUALS_REPORT,
              cohort + 1,
              new ReportedVisitors.Days(query.day(cohort), query.day(cohort + 1)),
              Tuple.DIRECT,
              new BitSet(),
              retention.visitors().get(cohort)));
    }
    return checks;
  }
}
