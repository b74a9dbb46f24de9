package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.Uniques;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.rollup.UniquesName.Level;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerView;
import java.time.LocalDate;
import java.util.BitSet;

/// The unique visitors of reports, which are counted by another way: the sets of visitors of each
/// day.
final class ReportedVisitors {

  /// Twice the 95 % interval: a right sketch misses it once in 16,000 answers.
  private static final double SLACK = 2 * Uniques.ERROR;

  private final LedgerView ledger;
  private final String prefix;

  ReportedVisitors(LedgerView ledger, String tenant, String client) {
    this.ledger = ledger;
    this.prefix = UniquesName.prefix(tenant, client);
  }

  /// Compares with those of some days.
  ///
  /// @param place of the visits; direct for all
  /// @param tuples that are of this place
  FunnelCheck check(
      FunnelCheck.Kind kind, int position, Days days, Tuple place, BitSet tuples, long actual) {
    Level level = place.equals(Tuple.DIRECT) ? Level.ALL : Level.TUPLE;
    Uniques visitors = Uniques.forUnion();
    ledger.scan(
        Ledger.UNIQUES,
        UniquesName.first(prefix, level, days.from()),
        UniquesName.first(prefix, level, days.until()),
        (id, set) -> {
          UniquesName name = UniquesName.parse(id);
          if (name.consented() && (level == Level.ALL || tuples.get(name.number()))) {
            visitors.addAll(set);
          }
        });
    double slack = visitors.error() == 0 ? 0 : SLACK;
    long expected = visitors.count();
    boolean fits = Math.abs(actual - expected) <= slack * expected;
    return FunnelCheck.of(kind, position, expected, actual, fits);
  }

  /// Local days.
  ///
  /// @param until the first day after them
  record Days(LocalDate from, LocalDate until) {}
}
