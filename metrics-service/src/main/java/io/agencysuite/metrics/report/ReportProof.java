package io.agencysuite.metrics.report;

import io.agencysuite.metrics.report.ProofCheck.Kind;
import io.agencysuite.metrics.report.ProofCheck.Result;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Uniques;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/// Reaches the numbers of a report by another way each.
final class ReportProof {

  /// Twice the 95 % interval: a right sketch misses it once in 16,000 answers.
  private static final double SLACK = 2 * Uniques.ERROR;

  private final Report report;
  private final Sight sight;
  private final List<ProofCheck> checks = new ArrayList<>();

  private ReportProof(Report report, Sight sight) {
    this.report = report;
    this.sight = sight;
  }

  /// @param recount the totals counted from states, when that was asked for
  /// @param rowVisitors false where rows do not tell visitors apart
  /// @param parked segments with entries of the client that could not be counted
  static List<ProofCheck> of(
      Report report, Optional<Sums> recount, boolean rowVisitors, Sight sight, long parked) {
    ReportProof proof = new ReportProof(report, sight);
    if (parked > 0) {
      proof.add(Kind.NOTHING_SET_ASIDE, "parked_segments", "", 0, parked, false);
    }
    proof.checkRows();
    recount.ifPresent(proof::checkStates);
    if (rowVisitors) {
      proof.checkVisitors("unique_visitors", true);
      proof.checkVisitors("anonymous_daily_visitors", false);
    }
    return proof.checks;
  }

  private void checkRows() {
    Sums sums = new Sums();
    for (Sums row : report.rows().values()) {
      row.byCurrency().forEach(sums::add);
    }
    for (Metric metric : Metric.values()) {
      if (!metric.level()) {
        compare(Kind.ROWS_SUM_TO_TOTAL, metric, sums);
      }
    }
  }

  private void checkStates(Sums recount) {
    Recount.METRICS.forEach(metric -> compare(Kind.STATES_EQUAL_TOTAL, metric, recount));
  }

  /// Of what is zero by both ways nothing is said, except in the recount.
  private void compare(Kind kind, Metric metric, Sums other) {
    if (!sight.sees(metric)) {
      return;
    }
    Set<String> currencies = new TreeSet<>(report.totals().byCurrency().keySet());
    currencies.addAll(other.byCurrency().keySet());
    currencies.removeIf(currency -> currency.isEmpty() == metric.money());
    if (!metric.money()) {
      currencies.add("");
    }
    for (String currency : currencies) {
      long expected = other.money(currency, metric);
      long actual = report.totals().money(currency, metric);
      if (kind == Kind.STATES_EQUAL_TOTAL || expected != 0 || actual != 0) {
        add(kind, FigureName.of(metric), currency, expected, actual, expected == actual);
      }
    }
  }

  private void checkVisitors(String figure, boolean consented) {
    ToLongFunction<Sums> count = sums -> sums.visitors(consented).count();
    Collection<Sums> rows = report.rows().values();
    long most = rows.stream().mapToLong(count).max().orElse(0);
    long all = rows.stream().mapToLong(count).sum();
    long total = count.applyAsLong(report.totals());
    if (total != 0 || all != 0) {
      boolean exact =
          report.totals().visitors(consented).error() == 0
              && rows.stream().allMatch(row -> row.visitors(consented).error() == 0);
      double slack = exact ? 0 : SLACK;
      boolean covers = total * (1 + slack) >= most * (1 - slack);
      boolean within = total * (1 - slack) <= all * (1 + slack);
      add(Kind.VISITORS_COVER_ROWS, figure, "", most, total, covers);
      add(Kind.VISITORS_WITHIN_ROWS, figure, "", all, total, within);
    }
  }

  private void add(
      Kind kind, String figure, String currency, long expected, long actual, boolean fits) {
    Result result = fits ? Result.PASSED : Result.FAILED;
    checks.add(new ProofCheck(kind, figure, currency, expected, actual, result));
  }
}
