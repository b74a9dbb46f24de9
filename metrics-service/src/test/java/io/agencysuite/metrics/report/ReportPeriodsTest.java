package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Change;
import io.agencysuite.metrics.v1.QueryReportRequest.Comparison;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.OrderState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportPeriodsTest {

  @Test
  void keepsTheRepeatedHourApartWhenClocksGoBack() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("1", "2026-10-25T00:10:00Z", "blog", "anna").build(),
        visit("2", "2026-10-25T01:10:00Z", "blog", "anna").build(),
        visit("3", "2026-10-25T01:50:00Z", "blog", "bert").build());

    QueryReportResponse report =
        agency.report(query("2026-10-25", "2026-10-25").setGranularity(Granularity.HOUR));

    assertThat(report.getRowsList())
        .extracting(row -> start(row).toString(), row -> row.getFigures().getVisits())
        .containsExactly(tuple("2026-10-25T00:00:00Z", 1L), tuple("2026-10-25T01:00:00Z", 2L));
    assertThat(report.getRowsList()).noneMatch(row -> row.getFigures().hasUniqueVisitors());
    assertThat(report.getTotals().getUniqueVisitors()).isEqualTo(2);
  }

  @Test
  void beginsHoursWithTheLocalClock() {
    Agency agency = Agency.in("Asia/Kolkata");
    agency.ingest(
        visit("1", "2026-11-10T04:29:59Z", "blog").build(),
        visit("2", "2026-11-10T04:30:00Z", "blog").build());

    QueryReportResponse report =
        agency.report(query("2026-11-10", "2026-11-10").setGranularity(Granularity.HOUR));

    assertThat(report.getRowsList())
        .extracting(row -> start(row).toString())
        .containsExactly("2026-11-10T03:30:00Z", "2026-11-10T04:30:00Z");
    assertThatThrownBy(
            () -> agency.report(query("2026-11-01", "2026-12-02").setGranularity(Granularity.HOUR)))
        .hasMessageContaining("at most 31 days by the hour");
  }

  @Test
  void cutsWeeksFromMondayAcrossTheYear() {
    Agency agency = Agency.inBerlin();
    agency.putStates(
        agency.own("orders/o1", 1).setOrder(order("2025-12-28T22:59:00Z", 100)).build(),
        agency.own("orders/o2", 1).setOrder(order("2025-12-28T23:00:00Z", 100)).build(),
        agency.own("orders/o3", 1).setOrder(order("2026-01-04T22:59:00Z", 100)).build());

    QueryReportResponse report =
        agency.report(query("2025-12-01", "2026-01-31").setGranularity(Granularity.WEEK));

    assertThat(report.getRowsList())
        .extracting(ReportRow::getStartDate, ReportRow::getEndDate, r -> r.getFigures().getOrders())
        .containsExactly(
            tuple("2025-12-22", "2025-12-28", 1L), tuple("2025-12-29", "2026-01-04", 2L));
  }

  @Test
  void putsThePreviousPeriodBesideEachRow() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("1", "2026-11-08T10:00:00Z", "blog").build(),
        visit("2", "2026-11-09T10:00:00Z", "mail").build(),
        visit("3", "2026-11-09T11:00:00Z", "mail").build(),
        visit("4", "2026-11-10T10:00:00Z", "blog").build(),
        visit("5", "2026-11-10T11:00:00Z", "blog").build());

    QueryReportResponse report =
        agency.report(
            query("2026-11-10", "2026-11-11")
                .setGranularity(Granularity.DAY)
                .addGroupBy(Dimension.CHANNEL)
                .setComparison(Comparison.PREVIOUS_PERIOD));

    assertThat(report.getRowsList())
        .extracting(
            ReportRow::getStartDate,
            ReportRow::getChannel,
            row -> row.getFigures().getVisits(),
            row -> row.getComparison().getStartDate(),
            row -> change(row.getComparison().getChangesList(), "visits").getDifference())
        .containsExactly(
            tuple("2026-11-10", "blog", 2L, "2026-11-08", 1L),
            tuple("2026-11-11", "mail", 0L, "2026-11-09", -2L));
    assertThat(report.getComparison().getFigures().getVisits()).isEqualTo(3);
    Change visits = change(report.getComparison().getChangesList(), "visits");
    assertThat(visits.getDifference()).isEqualTo(-1);
    assertThat(visits.getRelative()).isEqualTo(-1.0 / 3);
    assertThat(report.getComparison().getStartDate()).isEqualTo("2026-11-08");
    assertThat(report.getComparison().getEndDate()).isEqualTo("2026-11-09");
  }

  @Test
  void comparesMonthsOfDifferentLengthByDatesAndTheSameDatesOfAYearBefore() {
    Agency agency = Agency.inBerlin();
    agency.putStates(
        agency.own("orders/o1", 1).setOrder(order("2026-10-31T12:00:00Z", 300)).build(),
        agency.own("orders/o2", 1).setOrder(order("2026-11-30T12:00:00Z", 450)).build(),
        agency.own("orders/o3", 1).setOrder(order("2025-11-30T12:00:00Z", 900)).build());

    QueryReportResponse dates =
        agency.report(
            query("2026-11-01", "2026-11-30")
                .setGranularity(Granularity.DAY)
                .setComparison(Comparison.DATES)
                .setCompareFromDate("2026-10-01")
                .setCompareToDate("2026-10-31"));
    QueryReportResponse year =
        agency.report(query("2026-11-01", "2026-11-30").setComparison(Comparison.PREVIOUS_YEAR));

    assertThat(dates.getRowsList()).hasSize(1);
    assertThat(dates.getRows(0).getComparison().getFigures().getRevenue()).isEqualTo(euros(300));
    assertThat(dates.getRows(0).getComparison().getStartDate()).isEqualTo("2026-10-30");
    assertThat(dates.getRows(0).getComparison().getEndDate()).isEqualTo("2026-10-31");
    Change revenue = change(year.getComparison().getChangesList(), "revenue");
    assertThat(revenue.getDifference()).isEqualTo(-450);
    assertThat(revenue.getRelative()).isEqualTo(-0.5);
    assertThat(year.getComparison().getStartDate()).isEqualTo("2025-11-01");
  }

  private static Instant start(ReportRow row) {
    return Instant.ofEpochSecond(row.getStartTime().getSeconds());
  }

  private static Change change(Iterable<Change> changes, String figure) {
    for (Change change : changes) {
      if (change.getFigure().equals(figure)) {
        return change;
      }
    }
    return Change.getDefaultInstance();
  }

  private static OrderState.Builder order(String orderTime, long cents) {
    return OrderState.newBuilder().setOrderTime(time(orderTime)).setTotal(euros(cents));
  }
}
