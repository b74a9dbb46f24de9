package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.PostState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TimeEntryState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTeamTest {

  private final Agency agency = Agency.inBerlin();

  @Test
  void splitsByFormatOfThePostAndSumsToTheWhole() {
    populate();

    QueryReportResponse report =
        agency.report(
            query("2026-11-01", "2026-11-30").addGroupBy(Dimension.FORMAT).setProve(true));

    assertThat(report.getRowsList())
        .extracting(
            ReportRow::getFormat,
            row -> row.getFigures().getVisits(),
            row -> row.getFigures().getOrders(),
            row -> row.getFigures().getMinutes())
        .containsExactly(
            tuple("", 1L, 0L, 15L), tuple("image", 2L, 1L, 60L), tuple("video", 1L, 0L, 30L));
    assertThat(report.getTotals().getVisits()).isEqualTo(4);
    assertThat(report.getTotals().getMinutes()).isEqualTo(105);
    assertThat(report.getProof().getPassed()).isTrue();
    assertThat(
            agency
                .report(query("2026-11-01", "2026-11-30").addFormats("image").setProve(true))
                .getTotals()
                .getUniqueVisitors())
        .isEqualTo(2);
  }

  @Test
  void givesHoursToWhomWorkedAndTheRestToWhomIsResponsible() {
    populate();

    QueryReportResponse report =
        agency.report(
            query("2026-11-01", "2026-11-30").addGroupBy(Dimension.TEAM_MEMBER).setProve(true));

    assertThat(report.getRowsList())
        .extracting(
            ReportRow::getTeamMember,
            row -> row.getFigures().getVisits(),
            row -> row.getFigures().getOrders(),
            row -> row.getFigures().getMinutes())
        .containsExactly(
            tuple("", 1L, 0L, 0L), tuple("kim", 2L, 1L, 45L), tuple("lee", 1L, 0L, 60L));
    assertThat(report.getProof().getPassed()).isTrue();

    QueryReportResponse kim =
        agency.report(query("2026-11-01", "2026-11-30").addTeamMembers("kim").setProve(true));
    assertThat(kim.getTotals().getMinutes()).isEqualTo(45);
    assertThat(kim.getTotals().getRevenue()).isEqualTo(euros(500));
    assertThat(kim.getProof().getPassed()).isTrue();
  }

  @Test
  void followsThePostWhenSomebodyElseTakesItOver() {
    populate();
    agency.putStates(post("p1", 2, "carousel", "lee"));

    QueryReportResponse report =
        agency.report(
            query("2026-11-01", "2026-11-30")
                .addFormats("carousel")
                .addGroupBy(Dimension.TEAM_MEMBER));

    assertThat(report.getRowsList())
        .extracting(ReportRow::getTeamMember, row -> row.getFigures().getOrders())
        .containsExactly(tuple("lee", 1L));
  }

  @Test
  void hidesTeamMembersFromOutsiders() {
    Identity outsider =
        new Identity(
            Identity.Kind.USER,
            agency.tenant,
            "users/guest",
            Map.of(agency.client, Set.of(Role.CLIENT_VIEWER)));

    assertThatThrownBy(() ->
            agency.reportAs(
                outsider, query("2026-11-01", "2026-11-30").addGroupBy(Dimension.TEAM_MEMBER)))
        .hasMessageContaining("team members are not shown to this caller");
  }

  private void populate() {
    agency.putStates(
        post("p1", 1, "image", "kim"),
        post("p2", 1, "video", "lee"),
        agency
            .own("orders/o1", 1)
            .setOrder(
                OrderState.newBuilder()
                    .setOrderTime(time("2026-11-10T12:00:00Z"))
                    .setTotal(euros(500))
                    .setOrigin(Origin.newBuilder().setChannel("blog").setPost("p1")))
            .build(),
        hours("t1", "lee", 60, "p1"),
        hours("t2", "kim", 30, "p2"),
        hours("t3", "kim", 15, ""));
    agency.ingest(
        visit("1", "2026-11-10T08:00:00Z", "blog", "anna").setPost("p1").build(),
        visit("2", "2026-11-10T09:00:00Z", "blog", "bert").setPost("p1").build(),
        visit("3", "2026-11-10T10:00:00Z", "blog", "anna").setPost("p2").build(),
        visit("4", "2026-11-10T11:00:00Z", "", "anna").build());
  }

  private StateMessage post(String id, long version, String format, String member) {
    return agency
        .own("posts/" + id, version)
        .setPost(PostState.newBuilder().setChannel("blog").setFormat(format).setTeamMember(member))
        .build();
  }

  private StateMessage hours(String id, String member, int minutes, String post) {
    return agency
        .own("timeEntries/" + id, 1)
        .setTimeEntry(
            TimeEntryState.newBuilder()
                .setTeamMember(member)
                .setWorkDate("2026-11-10")
                .setMinutes(minutes)
                .setChannel("blog")
                .setPost(post))
        .build();
  }
}
