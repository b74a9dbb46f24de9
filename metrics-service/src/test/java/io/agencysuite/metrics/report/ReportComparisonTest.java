package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Compared;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportRequest.Comparison;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reports beside days of one's own choice, held against single reports over the same days. The
/// clocks go back on 25 October and forward on 29 March.
class ReportComparisonTest {

  private static final List<ToLongFunction<Figures>> SUMS =
      List.of(Figures::getVisits, Figures::getOrders, figures -> cents(figures));

  private static final Agency AGENCY = Agency.inBerlin();

  @BeforeAll
  static void fillTheDays() {
    fill("2026-03-24", 12);
    fill("2026-10-20", 26);
  }

  @ParameterizedTest
  @CsvSource({
    "same first day with more days,        2026-11-02, 2026-11-05, 2026-11-02, 2026-11-09",
    "same first day with fewer days,       2026-11-02, 2026-11-05, 2026-11-02, 2026-11-03",
    "same days,                            2026-11-02, 2026-11-05, 2026-11-02, 2026-11-05",
    "one day with many,                    2026-11-02, 2026-11-02, 2026-11-02, 2026-11-12",
    "more days from within the report,     2026-11-02, 2026-11-05, 2026-11-04, 2026-11-12",
    "fewer days from before the report,    2026-11-02, 2026-11-09, 2026-10-30, 2026-11-03",
    "more days with a repeated hour,       2026-11-02, 2026-11-05, 2026-10-23, 2026-10-29",
    "same first day over a repeated hour,  2026-10-24, 2026-10-26, 2026-10-24, 2026-10-30",
    "a repeated hour with a day without,   2026-10-24, 2026-10-26, 2026-11-02, 2026-11-03",
    "more days with a missing hour,        2026-11-02, 2026-11-05, 2026-03-27, 2026-04-01",
    "a missing hour with a day without,    2026-03-28, 2026-03-30, 2026-11-01, 2026-11-06",
    "same first day over a missing hour,   2026-03-28, 2026-03-30, 2026-03-28, 2026-04-02"
  })
  void sumsEveryDayComparedWithIntoExactlyOneRow(
      String what, String from, String to, String then, String thenTo) {
    Figures now = AGENCY.report(from, to).getTotals();
    Figures before = AGENCY.report(then, thenTo).getTotals();

    for (Granularity granularity :
        List.of(Granularity.HOUR, Granularity.DAY, Granularity.WEEK, Granularity.MONTH)) {
      for (List<Dimension> groups : List.of(List.<Dimension>of(), List.of(Dimension.CHANNEL))) {
        QueryReportResponse report =
            AGENCY.report(compared(from, to, then, thenTo, granularity).addAllGroupBy(groups));

        String name = what + " by " + granularity + " " + groups;
        assertThat(report.getTotals()).as(name).isEqualTo(now);
        assertThat(report.getComparison().getFigures()).as(name).isEqualTo(before);
        assertThat(report.getProof().getPassed()).as(name).isTrue();
        assertSums(name, report.getRowsList(), ReportRow::getFigures, now);
        assertSums(name, report.getRowsList(), row -> row.getComparison().getFigures(), before);
        report.getRowsList().forEach(row -> assertWithin(name, row, from, to));
        if (granularity != Granularity.HOUR && groups.isEmpty()) {
          report.getRowsList().forEach(row -> assertSameAsItsDays(name, row.getComparison()));
        }
      }
    }
  }

  @Test
  void keepsTheRepeatedHourApartInDaysThatMeetThemselves() {
    QueryReportResponse report =
        AGENCY.report(
            compared("2026-10-25", "2026-10-26", "2026-10-25", "2026-10-27", Granularity.HOUR));

    List<ReportRow> day =
        report.getRowsList().stream()
            .filter(row -> row.getStartDate().equals("2026-10-25"))
            .toList();
    assertThat(day).hasSize(25);
    assertThat(day)
        .allSatisfy(
            row -> assertThat(row.getComparison().getFigures()).isEqualTo(row.getFigures()));
  }

  private static QueryReportRequest.Builder compared(
      String from, String to, String then, String thenTo, Granularity granularity) {
    return query(from, to)
        .setGranularity(granularity)
        .setComparison(Comparison.DATES)
        .setCompareFromDate(then)
        .setCompareToDate(thenTo);
  }

  private static void assertSums(
      String name, List<ReportRow> rows, Function<ReportRow, Figures> side, Figures whole) {
    for (ToLongFunction<Figures> figure : SUMS) {
      assertThat(rows.stream().map(side).mapToLong(figure).sum())
          .as(name)
          .isEqualTo(figure.applyAsLong(whole));
    }
  }

  private static void assertWithin(String name, ReportRow row, String from, String to) {
    assertThat(row.getStartDate()).as(name).isBetween(from, to);
    assertThat(row.getEndDate()).as(name).isBetween(row.getStartDate(), to);
  }

  /// Unique visitors too, which are no sums.
  private static void assertSameAsItsDays(String name, Compared compared) {
    if (compared.getStartDate().compareTo(compared.getEndDate()) <= 0) {
      Figures days = AGENCY.report(compared.getStartDate(), compared.getEndDate()).getTotals();
      assertThat(compared.getFigures())
          .as(name + " from " + compared.getStartDate())
          .isEqualTo(days);
    } else {
      assertThat(compared.getFigures().getVisits()).as(name).isZero();
    }
  }

  /// A visit an hour of two channels in turn by people who come again, and an order a day.
  private static void fill(String from, int days) {
    Instant start = Instant.parse(from + "T00:30:00Z");
    List<Event> visits = new ArrayList<>();
    for (int hour = 0; hour < days * 24; hour++) {
      String when = start.plusSeconds(hour * 3_600L).toString();
      visits.add(visit(when, when, hour % 3 == 0 ? "mail" : "blog", "v" + hour % 37).build());
    }
    AGENCY.ingest(visits);
    List<StateMessage> orders = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      LocalDate date = LocalDate.parse(from).plusDays(day);
      orders.add(
          AGENCY
              .own("orders/o" + date, 1)
              .setOrder(
                  OrderState.newBuilder()
                      .setOrderTime(time(date + "T01:10:00Z"))
                      .setTotal(euros(1_000 + 7L * day)))
              .build());
    }
    AGENCY.putStates(orders.toArray(StateMessage[]::new));
  }

  private static long cents(Figures figures) {
    return figures.getRevenue().getMinorUnits();
  }
}
