package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportSightTest {

  @ParameterizedTest
  @EnumSource(Role.class)
  void showsEffortOnlyToTheAgency(Role role) {
    Agency agency = worked("sight-" + role);
    boolean margin = Set.of(Role.OWNER, Role.PLANNER, Role.ANALYST).contains(role);
    boolean hours = margin || role == Role.COMMUNITY_MANAGER;

    for (String client : List.of(agency.client, Identity.ALL_CLIENTS)) {
      QueryReportResponse report = read(agency, Map.of(client, Set.of(role)));
      assertThat(report.getRowsList()).hasSize(1);
      for (Figures figures : List.of(report.getTotals(), report.getRows(0).getFigures())) {
        assertThat(figures.getNetRevenue()).isEqualTo(euros(90_000));
        assertThat(figures.getMinutes()).isEqualTo(hours ? 120 : 0);
        assertThat(figures.getUnratedMinutes()).isEqualTo(hours ? 30 : 0);
        assertThat(figures.hasNetRevenuePerHour()).isEqualTo(hours);
        assertThat(figures.hasLabourCost()).isEqualTo(margin);
        assertThat(figures.hasMargin()).isEqualTo(margin);
      }
    }
  }

  @Test
  void countsNoRoleOnAnotherClient() {
    Agency agency = worked("sight-other");

    QueryReportResponse report =
        read(
            agency, Map.of(agency.client, Set.of(Role.CLIENT_VIEWER), "other", Set.of(Role.OWNER)));

    assertThat(report.getTotals().getMinutes()).isZero();
    assertThat(report.getTotals().hasMargin()).isFalse();
  }

  private static QueryReportResponse read(Agency agency, Map<String, Set<Role>> grants) {
    return agency.reportAs(
        new Identity(Identity.Kind.USER, agency.tenant, "users/reader", grants),
        query("2026-11-01", "2026-11-30").addGroupBy(Dimension.CHANNEL));
  }

  private static Agency worked(String member) {
    Agency agency = Agency.inBerlin();
    RateState rate =
        RateState.newBuilder().setValidFrom("2026-01-01").setHourlyCost(euros(6_000)).build();
    agency.putStates(
        Agency.state("team/" + member, 1)
            .setTeamMember(TeamMemberState.newBuilder().addRates(rate))
            .build(),
        agency.own("timeEntries/t1", 1).setTimeEntry(entry(member, 90)).build(),
        agency.own("timeEntries/t2", 1).setTimeEntry(entry("nobody", 30)).build(),
        agency
            .own("orders/o1", 1)
            .setOrder(
                OrderState.newBuilder()
                    .setOrderTime(time("2026-11-10T10:00:00Z"))
                    .setTotal(euros(90_000)))
            .build());
    return agency;
  }

  private static TimeEntryState.Builder entry(String member, int minutes) {
    return TimeEntryState.newBuilder()
        .setTeamMember(member)
        .setWorkDate("2026-11-10")
        .setMinutes(minutes);
  }
}
