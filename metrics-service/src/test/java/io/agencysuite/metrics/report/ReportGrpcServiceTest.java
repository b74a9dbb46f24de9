package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.PostState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TimeEntryState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportGrpcServiceTest {

  @Test
  void cutsDaysInTheClientsZoneWhenClocksChange() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("1", "2026-10-24T22:00:00Z", "blog").build(),
        visit("2", "2026-10-25T22:59:59Z", "blog").build(),
        visit("3", "2026-10-25T23:00:00Z", "blog").build(),
        visit("4", "2026-03-28T23:00:00Z", "blog").build(),
        visit("5", "2026-03-29T21:59:59Z", "blog").build(),
        visit("6", "2026-03-29T22:00:00Z", "blog").build());

    assertThat(agency.report("2026-10-25", "2026-10-25").getTotals().getVisits()).isEqualTo(2);
    assertThat(agency.report("2026-10-26", "2026-10-26").getTotals().getVisits()).isEqualTo(1);
    assertThat(agency.report("2026-03-29", "2026-03-29").getTotals().getVisits()).isEqualTo(2);
    assertThat(agency.report("2026-03-30", "2026-03-30").getTotals().getVisits()).isEqualTo(1);
  }

  @Test
  void cutsDaysWhereTheZoneIsOffByHalfAnHour() {
    Agency agency = Agency.in("Asia/Kolkata");
    agency.ingest(
        visit("1", "2026-11-09T18:29:59Z", "blog").build(),
        visit("2", "2026-11-09T18:30:00Z", "blog").build());

    assertThat(agency.report("2026-11-09", "2026-11-09").getTotals().getVisits()).isEqualTo(1);
    assertThat(agency.report("2026-11-10", "2026-11-10").getTotals().getVisits()).isEqualTo(1);
  }

  /// Plausible #2582: uniques of sources do not add up to the total, and nothing says why. Here
  /// they may overlap, but never exceed the visits of their row, and visits always add up.
  @Test
  void reconcilesRowsWithTotals() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("1", "2026-11-10T08:00:00Z", "instagram", "anna").build(),
        visit("2", "2026-11-10T09:00:00Z", "blog", "anna").build(),
        visit("3", "2026-11-11T09:00:00Z", "blog", "bert").build(),
        visit("4", "2026-11-12T09:00:00Z", "", "bert").build());

    for (Granularity granularity :
        List.of(Granularity.DAY, Granularity.WEEK, Granularity.MONTH, Granularity.TOTAL)) {
      QueryReportResponse report =
          agency.report(
              query("2026-11-01", "2026-11-30")
                  .setGranularity(granularity)
                  .addGroupBy(Dimension.CHANNEL));
      assertThat(report.getRowsList().stream().mapToLong(r -> r.getFigures().getVisits()).sum())
          .isEqualTo(report.getTotals().getVisits())
          .isEqualTo(4);
      assertThat(report.getTotals().getUniqueVisitors()).isEqualTo(2);
      assertThat(report.getTotals().getUniqueVisitorsError()).isZero();
      assertThat(report.getRowsList())
          .allMatch(r -> r.getFigures().getUniqueVisitors() <= r.getFigures().getConsentedVisits());
    }
  }

  /// Plausible #6260: a filter on a page gave more visitors than visits.
  @Test
  void neverShowsMoreVisitorsThanVisitsUnderFilter() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("1", "2026-11-10T08:00:00Z", "blog", "anna").setPost("p1").build(),
        visit("2", "2026-11-10T09:00:00Z", "blog", "bert").setPost("p2").build(),
        visit("3", "2026-11-10T10:00:00Z", "mail", "cleo").setPost("p1").build());

    Figures figures = agency.report(query("2026-11-10", "2026-11-10").addPosts("p1")).getTotals();
    Figures both =
        agency
            .report(query("2026-11-10", "2026-11-10").addPosts("p1").addChannels("blog"))
            .getTotals();

    assertThat(figures.getVisits()).isEqualTo(2);
    assertThat(figures.getUniqueVisitors()).isEqualTo(2);
    assertThat(both.getVisits()).isEqualTo(1);
    assertThat(both.getUniqueVisitors()).isEqualTo(1);
  }

  /// Matomo #19590: a channel had four orders in one report and ten in another. Whatever the
  /// grouping, an order is in exactly one row.
  @Test
  void givesEachOrderToExactlyOneRowOfEveryReport() {
    Agency agency = Agency.inBerlin();
    List<StateMessage> orders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Origin origin =
          Origin.newBuilder()
              .setChannel(i < 4 ? "" : "instagram")
              .setCampaign("c" + i % 3)
              .setPost("p" + i % 2)
              .build();
      orders.add(
          agency
              .own("orders/o" + i, 1)
              .setOrder(order("2026-11-10T10:00:00Z", 333).setOrigin(origin))
              .build());
    }
    agency.putStates(orders.toArray(StateMessage[]::new));

    for (List<Dimension> dimensions :
        List.of(
            List.<Dimension>of(),
            List.of(Dimension.CHANNEL),
            List.of(Dimension.CAMPAIGN, Dimension.POST),
            List.of(Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.POST))) {
      QueryReportResponse report =
          agency.report(query("2026-11-10", "2026-11-10").addAllGroupBy(dimensions));
      assertThat(report.getRowsList().stream().mapToLong(r -> r.getFigures().getOrders()).sum())
          .isEqualTo(10);
      assertThat(
              report.getRowsList().stream()
                  .mapToLong(r -> r.getFigures().getRevenue().getMinorUnits())
                  .sum())
          .isEqualTo(3_330);
    }
    assertThat(channel(agency, "").getOrders()).isEqualTo(4);
    assertThat(channel(agency, "instagram").getOrders()).isEqualTo(6);
  }

  @Test
  void movesOrderAndRefundWhenLateVisitTakesTheCredit() {
    Agency agency = Agency.inBerlin();
    agency.putStates(
        agency
            .own("orders/o1", 1)
            .setOrder(
                order("2026-11-10T10:00:00Z", 10_000)
                    .setLead("l1")
                    .addRefunds(
                        RefundState.newBuilder()
                            .setRefundTime(time("2026-11-10T20:00:00Z"))
                            .setAmount(euros(2_500))))
            .build());
    assertThat(channel(agency, "").getNetRevenue()).isEqualTo(euros(7_500));

    agency.putStates(
        agency
            .own("leads/l1", 1)
            .setLead(
                LeadState.newBuilder()
                    .setCreateTime(time("2026-11-10T09:00:00Z"))
                    .setVisitorId("anna")
                    .setOrigin(Origin.newBuilder().setChannel("fair")))
            .build());
    assertThat(channel(agency, "fair").getNetRevenue()).isEqualTo(euros(7_500));

    agency.ingest(visit("late", "2026-11-01T10:00:00Z", "instagram", "anna").build());
    assertThat(channel(agency, "instagram").getNetRevenue()).isEqualTo(euros(7_500));

    agency.ingest(visit("after", "2026-11-10T11:00:00Z", "mail", "anna").build());
    agency.ingest(visit("direct", "2026-11-10T08:00:00Z", "", "anna").build());
    Figures instagram = channel(agency, "instagram");
    assertThat(instagram.getOrders()).isEqualTo(1);
    assertThat(instagram.getLeads()).isEqualTo(1);
    assertThat(instagram.getRevenue()).isEqualTo(euros(10_000));
    assertThat(channel(agency, "fair")).isEqualTo(channel(agency, "nowhere"));

    agency.putStates(
        agency
            .own("orders/o1", 2)
            .setOrder(order("2026-11-10T10:00:00Z", 10_000).setLead("l1").setCancelled(true))
            .build(),
        agency.own("leads/l1", 2).setDeleted(true).build());
    Figures totals = agency.report("2026-11-01", "2026-11-30").getTotals();
    assertThat(totals.getOrders()).isZero();
    assertThat(totals.getLeads()).isZero();
    assertThat(totals.getRefunds()).isEqualTo(euros(0));
  }

  @Test
  void ignoresStatesThatArriveTooLate() {
    Agency agency = Agency.inBerlin();
    agency.putStates(
        agency.own("orders/o1", 5).setOrder(order("2026-11-10T10:00:00Z", 500)).build());
    agency.putStates(
        agency.own("orders/o1", 4).setOrder(order("2026-11-10T10:00:00Z", 900)).build(),
        agency.own("orders/o1", 5).setOrder(order("2026-11-10T10:00:00Z", 500)).build());

    Figures totals = agency.report("2026-11-01", "2026-11-30").getTotals();

    assertThat(totals.getOrders()).isEqualTo(1);
    assertThat(totals.getRevenue()).isEqualTo(euros(500));
  }

  @Test
  void countsPostsAndHoursWithoutRate() {
    Agency agency = Agency.inBerlin();
    agency.putStates(
        agency
            .own("posts/p1", 1)
            .setPost(
                PostState.newBuilder()
                    .setChannel("blog")
                    .setPublishTime(time("2026-11-10T10:00:00Z")))
            .build(),
        agency.own("posts/p2", 1).setPost(PostState.newBuilder().setChannel("blog")).build(),
        agency
            .own("timeEntries/t1", 1)
            .setTimeEntry(
                TimeEntryState.newBuilder()
                    .setTeamMember("nobody")
                    .setWorkDate("2026-11-10")
                    .setMinutes(30)
                    .setChannel("blog"))
            .build());

    Figures blog = channel(agency, "blog");

    assertThat(blog.getPosts()).isEqualTo(1);
    assertThat(blog.getMinutes()).isEqualTo(30);
    assertThat(blog.getUnratedMinutes()).isEqualTo(30);
    assertThat(blog.getNetRevenuePerHour()).isEqualTo(euros(0));
  }

  @Test
  void pagesThroughRowsInOrder() {
    Agency agency = Agency.inBerlin();
    for (int i = 0; i < 7; i++) {
      agency.ingest(visit("v" + i, "2026-11-10T10:00:00Z", "ch" + i).build());
    }
    QueryReportRequest.Builder query =
        query("2026-11-10", "2026-11-10").addGroupBy(Dimension.CHANNEL).setPageSize(3);
    List<String> channels = new ArrayList<>();
    QueryReportResponse page = agency.report(query);
    while (true) {
      page.getRowsList().forEach(row -> channels.add(row.getChannel()));
      assertThat(page.getTotals().getVisits()).isEqualTo(7);
      if (page.getNextPageToken().isEmpty()) {
        break;
      }
      page = agency.report(query.setPageToken(page.getNextPageToken()));
    }

    assertThat(channels).containsExactly("ch0", "ch1", "ch2", "ch3", "ch4", "ch5", "ch6");
    assertThatThrownBy(() -> agency.report(query.setPageToken("forged")))
        .hasMessageContaining("page_token");
  }

  @Test
  void countsTuplesBeyondTheLimitAsOther() {
    Agency agency = Agency.inBerlin();
    List<io.agencysuite.metrics.v1.Event> events = new ArrayList<>();
    for (int i = 0; i < 2_100; i++) {
      events.add(visit("v" + i, "2026-11-10T10:00:00Z", "ch" + i).build());
    }
    agency.ingest(events);

    QueryReportResponse report =
        agency.report(
            query("2026-11-10", "2026-11-10").addGroupBy(Dimension.CHANNEL).setPageSize(10_000));

    assertThat(report.getOtherNote()).contains("other");
    assertThat(report.getRowsList().stream().filter(ReportRow::getOther)).hasSize(1);
    assertThat(report.getRowsList().stream().mapToLong(r -> r.getFigures().getVisits()).sum())
        .isEqualTo(2_100);
    assertThat(report.getTotals().getVisits()).isEqualTo(2_100);
  }

  @Test
  void refusesRangesThatAreNone() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() -> agency.report("2026-11-10", "2026-11-09"))
        .hasMessageContaining("to_date: 2026-11-09 (expected: not before from_date 2026-11-10)");
    assertThatThrownBy(() -> agency.report("2026-02-30", "2026-03-09"))
        .hasMessageContaining("from_date: 2026-02-30 (expected: a calendar day");
    assertThatThrownBy(() -> agency.report("2020-01-01", "2026-03-09"))
        .hasMessageContaining("at most 1100 days");
  }

  private static OrderState.Builder order(String orderTime, long cents) {
    return OrderState.newBuilder().setOrderTime(time(orderTime)).setTotal(euros(cents));
  }

  private static Figures channel(Agency agency, String channel) {
    return agency
        .report(query("2026-11-01", "2026-11-30").addGroupBy(Dimension.CHANNEL))
        .getRowsList()
        .stream()
        .filter(row -> row.getChannel().equals(channel))
        .map(ReportRow::getFigures)
        .findFirst()
        .orElse(Figures.getDefaultInstance());
  }
}
