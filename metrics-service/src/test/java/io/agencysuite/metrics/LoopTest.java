package io.agencysuite.metrics;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.state;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.CreateCostRequest;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.RedirectRequest;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The loop of the suite: a click, a visit with consent, a lead, an order, a refund, hours and ad
/// spend end in euros per hour of the channel.
class LoopTest {

  @Test
  void turnsHoursAndSpendIntoEurosPerHourOfThePost() {
    Agency agency = Agency.inBerlin();
    Link link =
        agency
            .links()
            .createLink(
                CreateLinkRequest.newBuilder()
                    .setParent(agency.parent())
                    .setLink(
                        Link.newBuilder()
                            .setTargetUrl("https://shop.example/beer#top")
                            .setChannel("instagram")
                            .setCampaign("bock")
                            .setPost("p1"))
                    .build());
    String location =
        agency
            .visitor()
            .redirect(RedirectRequest.newBuilder().setCode(link.getCode()).build())
            .getLocation();
    String click = location.replaceAll(".*agency_click=([^#]*).*", "$1");
    String today = Instant.now().toString();
    agency.ingest(
        visit("v1", today, "")
            .setClickId(click)
            .setVisitorId("anna")
            .setConsent(io.agencysuite.metrics.v1.Event.Consent.GRANTED)
            .build());
    agency.putStates(
        agency
            .own("leads/l1", 1)
            .setLead(LeadState.newBuilder().setCreateTime(time(Instant.now())).setVisitorId("anna"))
            .build(),
        agency
            .own("orders/o1", 1)
            .setOrder(
                OrderState.newBuilder()
                    .setOrderTime(time(Instant.now()))
                    .setLead("l1")
                    .setTotal(euros(12_000)))
            .build());
    agency.putStates(
        agency
            .own("orders/o1", 2)
            .setOrder(
                OrderState.newBuilder()
                    .setOrderTime(time(Instant.now()))
                    .setLead("l1")
                    .setTotal(euros(12_000))
                    .addRefunds(
                        RefundState.newBuilder()
                            .setRefundTime(time(Instant.now()))
                            .setAmount(euros(2_000))))
            .build());
    String day =
        Instant.now().atZone(java.time.ZoneId.of("Europe/Berlin")).toLocalDate().toString();
    agency.putStates(
        state("team/mia", 1)
            .setTeamMember(
                TeamMemberState.newBuilder()
                    .addRates(
                        RateState.newBuilder()
                            .setValidFrom("2026-01-01")
                            .setHourlyCost(euros(4_000))))
            .build(),
        agency
            .own("timeEntries/t1", 1)
            .setTimeEntry(
                TimeEntryState.newBuilder()
                    .setTeamMember("mia")
                    .setWorkDate(day)
                    .setMinutes(90)
                    .setChannel("instagram")
                    .setCampaign("bock")
                    .setPost("p1"))
            .build());
    agency
        .costs()
        .createCost(
            CreateCostRequest.newBuilder()
                .setParent(agency.parent())
                .setCost(
                    Cost.newBuilder()
                        .setExternalId("meta-1")
                        .setCostDate(day)
                        .setChannel("instagram")
                        .setCampaign("bock")
                        .setPost("p1")
                        .setAmount(euros(500)))
                .build());

    QueryReportResponse report =
        agency.report(
            query(day, day)
                .addGroupBy(Dimension.CHANNEL)
                .addGroupBy(Dimension.CAMPAIGN)
                .addGroupBy(Dimension.POST));

    assertThat(location)
        .startsWith(
            "https://shop.example/beer?utm_source=instagram&utm_medium=social"
                + "&utm_campaign=bock&utm_content=p1&agency_click=")
        .endsWith("#top");
    assertThat(report.getFreshness().getComplete()).isTrue();
    assertThat(report.getRowsList()).hasSize(1);
    ReportRow row = report.getRows(0);
    assertThat(row.getChannel()).isEqualTo("instagram");
    assertThat(row.getPost()).isEqualTo("p1");
    Figures figures = row.getFigures();
    assertThat(figures).isEqualTo(report.getTotals());
    assertThat(figures.getClicks()).isEqualTo(1);
    assertThat(figures.getVisits()).isEqualTo(1);
    assertThat(figures.getUniqueVisitors()).isEqualTo(1);
    assertThat(figures.getLeads()).isEqualTo(1);
    assertThat(figures.getOrders()).isEqualTo(1);
    assertThat(figures.getNetRevenue()).isEqualTo(euros(10_000));
    assertThat(figures.getLabourCost()).isEqualTo(euros(6_000));
    assertThat(figures.getAdCost()).isEqualTo(euros(500));
    assertThat(figures.getMargin()).isEqualTo(euros(3_500));
    assertThat(figures.getNetRevenuePerHour()).isEqualTo(euros(6_667));
  }
}
