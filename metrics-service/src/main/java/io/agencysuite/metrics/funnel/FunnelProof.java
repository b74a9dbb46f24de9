package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.funnel.FunnelCheck.Kind;
import io.agencysuite.metrics.rollup.Tuple;
import java.util.ArrayList;
import java.util.List;

/// Reaches the numbers of a funnel by another way each.
final class FunnelProof {

  private FunnelProof() {}

  static List<FunnelCheck> of(FunnelReader.Scope scope, FunnelQuery query, Funnel funnel) {
    List<FunnelCheck> checks = new ArrayList<>();
    Step first = query.steps().getFirst();
    if (first.kind() == Step.Kind.VISIT && first.isAnyPage() && !query.bySession()) {
      Tuple place = first.place();
      checks.add(
          new ReportedVisitors(scope.ledger(), scope.tenant(), scope.client())
              .check(
                  Kind.FIRST_STEP_EQUALS_REPORT,
                  1,
                  new ReportedVisitors.Days(query.days().from(), query.days().to().plusDays(1)),
                  place,
                  StepMatcher.tuplesOf(place, scope.tuples()),
                  funnel.firstStepIds()));
    }
    StepSums totals = funnel.totals();
    for (int step = 1; step < totals.steps(); step++) {
      long before = totals.count(step - 1);
      long count = totals.count(step);
      checks.add(
          FunnelCheck.of(Kind.STEP_WITHIN_PREVIOUS, step + 1, before, count, count <= before));
    }
    if (query.groupBy() != FunnelQuery.GroupBy.NOTHING) {
      for (int step = 0; step < totals.steps(); step++) {
        int at = step;
        long sum = funnel.groups().values().stream().mapToLong(group -> group.count(at)).sum();
        long count = totals.count(step);
        checks.add(FunnelCheck.of(Kind.GROUPS_SUM_TO_TOTAL, step + 1, sum, count, sum == count));
      }
    }
    return checks;
  }
}
