package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.v1.Check;
import io.agencysuite.metrics.v1.Check.Kind;
import io.agencysuite.metrics.v1.Check.Result;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RefundState;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportProofTest {

  private final Agency agency = Agency.inBerlin();
  private final LedgerStore ledger = MetricsServer.shared().bean(LedgerStore.class);

  @Test
  void showsBothNumbersOfEveryCheck() {
    populate();

    QueryReportResponse report =
        agency.report(
            query("2026-11-01", "2026-11-30").addGroupBy(Dimension.CHANNEL).setProve(true));

    assertThat(report.getProof().getPassed()).isTrue();
    assertThat(report.getProof().getChecksList())
        .contains(
            passed(Kind.ROWS_SUM_TO_TOTAL, "visits", 3, 3, ""),
            passed(Kind.STATES_EQUAL_TOTAL, "orders", 2, 2, ""),
            passed(Kind.STATES_EQUAL_TOTAL, "revenue", 1_500, 1_500, "EUR"),
            passed(Kind.STATES_EQUAL_TOTAL, "refunds", 200, 200, "EUR"),
            passed(Kind.STATES_EQUAL_TOTAL, "minutes", 0, 0, ""),
            passed(Kind.VISITORS_COVER_ROWS, "unique_visitors", 2, 2, ""),
            passed(Kind.VISITORS_WITHIN_ROWS, "unique_visitors", 3, 2, ""));
    assertThat(agency.report("2026-11-01", "2026-11-30").getProof().getChecksList())
        .noneMatch(check -> check.getKind() == Kind.STATES_EQUAL_TOTAL)
        .isNotEmpty();
  }

  @Test
  void failsAndRaisesTheAlarmWhenBucketIsDamaged() {
    populate();
    agency.report("2026-11-01", "2026-11-30");
    double before = alarms();
    String prefix = BucketName.prefix(agency.tenant, agency.client);
    String id =
        ledger.ids(Ledger.BUCKETS, prefix, prefix + '~').stream()
            .filter(bucket -> bucket.endsWith(".EUR"))
            .findFirst()
            .orElseThrow();
    Bucket bucket = Bucket.decode(ledger.read(Ledger.BUCKETS, List.of(id)).get(id));
    bucket.add(bucket.slots().keySet().iterator().next(), Metric.REVENUE, 1);
    ledger.replace(Ledger.BUCKETS, id, bucket.encode());

    QueryReportResponse report = agency.report(query("2026-11-01", "2026-11-30").setProve(true));

    assertThat(report.getProof().getPassed()).isFalse();
    assertThat(report.getProof().getChecksList())
        .filteredOn(check -> check.getResult() == Result.FAILED)
        .singleElement()
        .satisfies(check -> {
          assertThat(check.getFigure()).isEqualTo("revenue");
          assertThat(check.getExpected()).isEqualTo(1_500);
          assertThat(check.getActual()).isEqualTo(1_501);
        });
    assertThat(alarms()).isEqualTo(before + 1);
  }

  @Test
  void failsWhenVisitorsOfTheWholeAreFewerThanThoseOfARow() {
    populate();
    agency.report("2026-11-01", "2026-11-30");
    String prefix = UniquesName.prefix(agency.tenant, agency.client);
    ledger.delete(Ledger.UNIQUES, ledger.ids(Ledger.UNIQUES, prefix + "all", prefix + "all~"));

    QueryReportResponse report =
        agency.report(query("2026-11-01", "2026-11-30").addGroupBy(Dimension.CHANNEL));

    assertThat(report.getProof().getChecksList())
        .filteredOn(check -> check.getResult() == Result.FAILED)
        .extracting(Check::getKind)
        .containsExactly(Kind.VISITORS_COVER_ROWS);
  }

  private void populate() {
    agency.putStates(
        agency.own("orders/o1", 1).setOrder(order("2026-11-10T10:00:00Z", 1_000)).build(),
        agency
            .own("orders/o2", 1)
            .setOrder(
                order("2026-11-11T10:00:00Z", 500)
                    .addRefunds(
                        RefundState.newBuilder()
                            .setRefundTime(time("2026-11-12T20:00:00Z"))
                            .setAmount(euros(200))))
            .build());
    agency.ingest(
        visit("1", "2026-11-10T08:00:00Z", "blog", "anna").build(),
        visit("2", "2026-11-10T09:00:00Z", "mail", "anna").build(),
        visit("3", "2026-11-10T10:00:00Z", "blog", "bert").build());
  }

  private static double alarms() {
    return MetricsServer.shared()
        .bean(MeterRegistry.class)
        .get("agency.report.proof.failed")
        .counter()
        .count();
  }

  private static Check passed(Kind kind, String figure, long expected, long actual, String money) {
    return Check.newBuilder()
        .setKind(kind)
        .setFigure(figure)
        .setResult(Result.PASSED)
        .setExpected(expected)
        .setActual(actual)
        .setCurrencyCode(money)
        .build();
  }

  private static OrderState.Builder order(String orderTime, long cents) {
    return OrderState.newBuilder().setOrderTime(time(orderTime)).setTotal(euros(cents));
  }
}
