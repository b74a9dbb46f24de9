package io.agencysuite.metrics.funnel;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static io.agencysuite.metrics.funnel.Funnels.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.funnel.FunnelRecount.Thing;
import io.agencysuite.metrics.v1.QueryRetentionRequest;
import io.agencysuite.metrics.v1.QueryRetentionRequest.Activity;
import io.agencysuite.metrics.v1.QueryRetentionRequest.Period;
import io.agencysuite.metrics.v1.QueryRetentionResponse;
import io.agencysuite.metrics.v1.RetentionCell;
import io.agencysuite.metrics.v1.RetentionRow;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.StateMessage;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private final Agency agency = Agency.inBerlin();

  @Test
  void showsWhoCameAgainWeekByWeek() {
    agency.ingest(
        visit("1", "2026-09-20T21:30:00Z", "blog", "early").build(),
        visit("2", "2026-09-22T10:00:00Z", "blog", "early").build(),
        visit("3", "2026-09-20T22:30:00Z", "blog", "anna").build(),
        visit("4", "2026-10-06T10:00:00Z", "", "anna").build(),
        visit("5", "2026-09-27T10:00:00Z", "", "bert").build(),
        visit("6", "2026-09-28T10:00:00Z", "", "bert").build(),
        visit("7", "2026-09-29T10:00:00Z", "", "carl").build());

    QueryRetentionResponse answer = ask(weeks("2026-09-23", "2026-10-04").setFollowing(2));

    assertThat(answer.getCohortsList())
        .extracting(RetentionRow::getStartDate, RetentionRow::getCount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("2026-09-21", 2L),
            org.assertj.core.groups.Tuple.tuple("2026-09-28", 1L));
    assertThat(counts(answer.getCohorts(0))).containsExactly(2L, 1L, 1L);
    assertThat(answer.getCohorts(0).getCells(1).getShare()).isEqualTo(0.5);
    assertThat(counts(answer.getCohorts(1))).containsExactly(1L, 0L, 0L);
    assertThat(answer.getProved()).isTrue();
    assertThat(answer.getChecks(0).getExpected()).isEqualTo(3);
  }

  @Test
  void marksWhatIsNotOver() {
    LocalDate monday =
        LocalDate.ofInstant(Instant.now(), ZONE)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    agency.ingest(
        visit("1", monday.minusDays(7) + "T12:00:00Z", "blog", "anna").build(),
        visit("2", monday + "T00:00:00Z", "blog", "anna").build());

    QueryRetentionResponse answer =
        ask(weeks(monday.minusDays(7).toString(), monday.plusDays(7).toString()));

    assertThat(answer.getCohortsList())
        .extracting(RetentionRow::getComplete)
        .containsExactly(true, false, false);
    assertThat(answer.getCohorts(0).getCellsList())
        .extracting(RetentionCell::getComplete)
        .containsExactly(true, false);
    assertThat(counts(answer.getCohorts(0))).containsExactly(1L, 1L);
    assertThat(answer.getCohorts(2).getCellsCount()).isZero();
  }

  @Test
  void followsFirstVisitsToOrdersAndFirstOrdersToMore() {
    agency.ingest(visit("1", "2026-08-31T21:30:00Z", "blog", "anna").build());
    agency.putStates(
        order("o1", "2026-10-02T10:00:00Z", "anna", ""),
        order("o2", "2026-10-03T10:00:00Z", "", "l"),
        order("o3", "2026-11-03T10:00:00Z", "", "l"),
        order("o4", "2026-11-03T10:00:00Z", "", ""));

    QueryRetentionResponse visits =
        ask(months("2026-08-01", "2026-08-31").setAgain(Activity.ORDER).setFollowing(2));
    QueryRetentionResponse orders =
        ask(
            months("2026-10-01", "2026-11-30")
                .setFirst(Activity.ORDER)
                .setAgain(Activity.ORDER)
                .setFollowing(1));

    assertThat(counts(visits.getCohorts(0))).containsExactly(0L, 0L, 1L);
    assertThat(counts(orders.getCohorts(0))).containsExactly(2L, 1L);
    assertThat(orders.getCohorts(1).getCount()).isEqualTo(1);
    assertThat(orders.getUntracedCount()).isEqualTo(1);
  }

  @Test
  void equalsBruteForce() {
    new Wanderers(Seed.random("retention"), agency).run(60);
    ask(weeks("2026-10-19", "2026-10-31"));
    FunnelRecount recount = new FunnelRecount(agency.rawRecords());
    for (Activity first : List.of(Activity.VISIT, Activity.ORDER)) {
      for (Activity again : List.of(Activity.VISIT, Activity.ORDER)) {
        QueryRetentionResponse answer =
            ask(weeks("2026-10-26", "2026-10-31").setFirst(first).setAgain(again).setFollowing(1));

        assertThat(answer.getProved()).isTrue();
        assertThat(counts(answer.getCohorts(0)))
            .as("%s then %s", first, again)
            .isEqualTo(brute(recount, first, again));
      }
    }
  }

  @Test
  void namesWhatIsWrongWithTheQuestion() {
    assertThatThrownBy(() -> ask(weeks("2025-01-01", "2026-10-31")))
        .hasMessageContaining("to_date: 2026-10-31 (expected: at most 63 periods together; ")
        .hasMessageContaining("from_date to to_date are 96, and 12 follow");
    assertThatThrownBy(() -> ask(weeks("2026-07-01", "2026-10-31").setFollowing(50)))
        .hasMessageContaining("following: 50 (expected: at most 63 periods together; ");
    assertThatThrownBy(() -> ask(weeks("2026-10-31", "2026-10-01")))
        .hasMessageContaining("to_date");
    assertThatThrownBy(() ->
            as(agency, Role.PARTNER)
                .queryRetention(
                    weeks("2026-10-01", "2026-10-31").setParent(agency.parent()).build()))
        .hasMessageContaining("PERMISSION_DENIED");
  }

  private static List<Long> brute(FunnelRecount recount, Activity first, Activity again) {
    long[] starts = new long[3];
    for (int i = 0; i < starts.length; i++) {
      starts[i] =
          LocalDate.parse("2026-10-26").plusWeeks(i).atStartOfDay(ZONE).toInstant().toEpochMilli();
    }
    List<Long> counts = new ArrayList<>(List.of(0L, 0L));
    recount.persons.forEach((person, things) -> {
      long came =
          things.stream()
              .filter(thing -> thing.kind().equals(first.name()))
              .mapToLong(Thing::time)
              .min()
              .orElse(0);
      for (int i = 0; !person.isEmpty() && came >= starts[0] && came < starts[1] && i < 2; i++) {
        int week = i;
        boolean there =
            things.stream()
                .filter(thing -> thing.kind().equals(again.name()))
                .anyMatch(thing -> thing.time() >= starts[week] && thing.time() < starts[week + 1]);
        counts.set(i, counts.get(i) + (there ? 1 : 0));
      }
    });
    return counts;
  }

  private QueryRetentionResponse ask(QueryRetentionRequest.Builder request) {
    return as(agency, Role.CLIENT_VIEWER)
        .queryRetention(request.setParent(agency.parent()).setWaitForApplied(true).build());
  }

  private static QueryRetentionRequest.Builder weeks(String from, String to) {
    return QueryRetentionRequest.newBuilder()
        .setFromDate(from)
        .setToDate(to)
        .setPeriod(Period.WEEK);
  }

  private static QueryRetentionRequest.Builder months(String from, String to) {
    return weeks(from, to).setPeriod(Period.MONTH);
  }

  private StateMessage order(String id, String at, String visitor, String lead) {
    return agency
        .own("orders/" + id, 1)
        .setOrder(
            OrderState.newBuilder()
                .setOrderTime(time(at))
                .setTotal(euros(1_000))
                .setVisitorId(visitor)
                .setLead(lead))
        .build();
  }

  private static List<Long> counts(RetentionRow row) {
    return row.getCellsList().stream().map(RetentionCell::getCount).toList();
  }
}
