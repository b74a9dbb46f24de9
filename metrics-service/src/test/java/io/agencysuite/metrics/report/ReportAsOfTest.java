package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.test.AdjustableClock;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.RandomClient;
import io.agencysuite.metrics.export.Recount;
import io.agencysuite.metrics.v1.CompareReportsRequest;
import io.agencysuite.metrics.v1.CompareReportsResponse;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportRequest.Comparison;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Days pass while everything about a quarter arrives late, corrected and repeated, at two
/// instances; what was answered when a day was over is answered ever after.
class ReportAsOfTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-23");
  private static final int DAYS = 5;
  private static final int STEPS = 25;
  private static final List<String> NO_SUMS =
      List.of(
          "unique_visitors",
          "anonymous_daily_visitors",
          "net_revenue",
          "net_revenue_per_hour",
          "margin");

  @TempDir private Path directory;

  private final AdjustableClock clock = new AdjustableClock(at(FIRST, 6));
  private final SplittableRandom random = Seed.random("days that pass");
  private final Map<QueryReportRequest, QueryReportResponse> issued = new LinkedHashMap<>();

  @Test
  void answersForEverWhatWasAnsweredWhenTheDayWasOver() {
    try (MetricsServer one = MetricsServer.start(directory, clock)) {
      Agency agency = new Agency(one, "nordlicht", "brauhaus");
      agency.putClient("Europe/Berlin", "EUR");
      RandomClient client = new RandomClient(agency, random);
      pass(client, FIRST, 2, agency, agency);
    }
    try (EmbeddedStore store =
            EmbeddedStore.start(EmbeddedStoreSettings.of(directory.resolve("store")));
        MetricsServer one = instanceOn(store);
        MetricsServer two = instanceOn(store)) {
      Agency agency = new Agency(one, "nordlicht", "brauhaus");
      Agency other = new Agency(two, "nordlicht", "brauhaus");
      RandomClient client = new RandomClient(agency, random);
      pass(client, FIRST.plusDays(2), DAYS - 2, agency, other);

      issued.forEach((query, answer) ->
          assertThat(other.report(query.toBuilder()))
              .as("asked again as of %s", query.getAsOf())
              .isEqualTo(answer));
      assertThat(
              Recount.shown(
                  agency.report(
                      query("2026-08-01", "2026-12-31")
                          .setGranularity(Granularity.DAY)
                          .addGroupBy(Dimension.CHANNEL)
                          .setPageSize(10_000))))
          .isEqualTo(new Recount(ZoneId.of("Europe/Berlin"), agency.rawRecords()).figures());
      assertThat(issued.values().stream().map(QueryReportResponse::getTotals).distinct())
          .as("days differ, so that equality says something")
          .hasSizeGreaterThanOrEqualTo(DAYS);
      String last = FIRST.plusDays(DAYS - 1L).toString();
      differencesSumUp(agency, FIRST.toString(), last);
      differencesSumUp(agency, FIRST.plusDays(2).toString(), "");
      differencesSumUp(agency, last, last);
    }
  }

  private MetricsServer instanceOn(EmbeddedStore store) {
    return MetricsServer.start(
        directory, clock, "--agency.store.uri=" + store.uri(), "--agency.stream.poll=250ms");
  }

  /// Each day things happen, then the reports are read, then the day is over.
  private void pass(RandomClient client, LocalDate first, int days, Agency one, Agency two) {
    for (LocalDate day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
      clock.set(at(day, 6));
      for (int step = 0; step < STEPS; step++) {
        // A clock that goes back: what arrives then belongs to the day nevertheless.
        clock.set(step == 10 ? at(day.minusDays(2), 6) : at(day, 6).plusSeconds(step * 60L));
        client.step(random.nextBoolean() ? one : two);
      }
      List<QueryReportRequest.Builder> queries = queries();
      List<QueryReportResponse> live = queries.stream().map(one::report).toList();
      clock.set(at(day.plusDays(1), random.nextInt(6)));
      for (int i = 0; i < queries.size(); i++) {
        QueryReportRequest query = queries.get(i).setAsOf(day.toString()).build();
        QueryReportResponse answer = two.report(query.toBuilder());
        assertThat(bare(answer)).as("as of %s", day).isEqualTo(bare(live.get(i)));
        assertThat(answer.getAsOf()).isEqualTo(day.toString());
        assertThat(answer.getKnownUntilTime()).isEqualTo(Agency.time(at(day.plusDays(1), 0)));
        assertThat(answer.getFreshness().getComplete()).isTrue();
        assertThat(answer.getProof().getPassed()).isTrue();
        issued.put(query, answer);
      }
    }
  }

  private static List<QueryReportRequest.Builder> queries() {
    return List.of(
        query("2026-08-01", "2026-12-31")
            .setGranularity(Granularity.DAY)
            .addGroupBy(Dimension.CHANNEL)
            .setPageSize(10_000)
            .setProve(true),
        query("2026-10-01", "2026-11-15")
            .setGranularity(Granularity.WEEK)
            .setComparison(Comparison.PREVIOUS_PERIOD),
        query("2026-09-01", "2026-11-30")
            .addGroupBy(Dimension.FORMAT)
            .addGroupBy(Dimension.TEAM_MEMBER));
  }

  /// Without what says when it was asked.
  private static QueryReportResponse bare(QueryReportResponse report) {
    return report.toBuilder().clearAsOf().clearKnownUntilTime().clearFreshness().build();
  }

  private static void differencesSumUp(Agency agency, String before, String after) {
    Map<String, Long> sums = new TreeMap<>();
    CompareReportsResponse page = CompareReportsResponse.getDefaultInstance();
    String token = "";
    do {
      page =
          agency.compare(
              CompareReportsRequest.newBuilder()
                  .setFromDate("2026-08-01")
                  .setToDate("2026-12-31")
                  .setAsOfBefore(before)
                  .setAsOfAfter(after)
                  .setPageSize(25)
                  .setPageToken(token));
      page.getDifferencesList().stream()
          .flatMap(item -> item.getFiguresList().stream())
          .filter(one -> !one.getCurrencyCode().equals("USD"))
          .forEach(one -> sums.merge(one.getFigure(), one.getAfter() - one.getBefore(), Long::sum));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    sums.values().removeIf(sum -> sum == 0);
    Map<String, Long> changes = new TreeMap<>();
    page.getChangesList()
        .forEach(change -> changes.put(change.getFigure(), change.getDifference()));
    NO_SUMS.forEach(changes::remove);
    changes.values().removeIf(change -> change == 0);
    assertThat(sums).as("from %s to %s", before, after).isEqualTo(changes);
    if (before.equals(after)) {
      assertThat(page.getBefore()).isEqualTo(page.getAfter());
    }
  }

  @Test
  void saysWhenDayIsOver() {
    try (MetricsServer server = MetricsServer.start(directory, clock)) {
      Agency berlin = new Agency(server, "nordlicht", "brauhaus");
      berlin.putClient("Europe/Berlin", "EUR");
      Agency west = new Agency(server, "nordlicht", "harbour");
      west.putClient("America/Los_Angeles", "USD");
      berlin.ingest(visit("1", "2026-11-20T10:00:00Z", "blog").build());
      west.ingest(visit("1", "2026-11-20T10:00:00Z", "blog").build());

      assertThatThrownBy(() -> berlin.report(asOf("2026-11-23")))
          .hasMessageContaining(
              "as_of: 2026-11-23 (expected: a day that is over; 2026-11-24T00:00Z is when");
      assertThat(visits(berlin, "2026-11-22")).isZero();

      clock.set(at(FIRST.plusDays(1), 9));
      assertThat(visits(berlin, "2026-11-23")).isEqualTo(1);
      assertThatThrownBy(() -> west.report(asOf("2026-11-23")))
          .hasMessageContaining("2026-11-25T00:00Z is when");
      west.ingest(visit("2", "2026-11-23T10:00:00Z", "blog").build());

      clock.advance(Duration.ofDays(1));
      assertThat(visits(west, "2026-11-23")).isEqualTo(2);
      assertThat(visits(berlin, "2026-11-23")).isEqualTo(1);
    }
  }

  @Test
  void refusesDifferenceThatGoesBack() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() ->
            agency.compare(
                CompareReportsRequest.newBuilder()
                    .setFromDate("2026-01-01")
                    .setToDate("2026-01-31")
                    .setAsOfBefore("2026-02-02")
                    .setAsOfAfter("2026-02-01")))
        .hasMessageContaining("as_of_after: 2026-02-01 (expected: not before as_of_before");
  }

  private static long visits(Agency agency, String asOf) {
    Figures totals = agency.report(asOf(asOf)).getTotals();
    return totals.getVisits();
  }

  private static QueryReportRequest.Builder asOf(String day) {
    return query("2026-11-01", "2026-11-30").setAsOf(day);
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC);
  }
}
