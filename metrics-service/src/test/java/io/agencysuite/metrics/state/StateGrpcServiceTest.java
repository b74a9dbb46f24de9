package io.agencysuite.metrics.state;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateGrpcServiceTest {

  @Test
  void makesClientReadableAtOnceAndForgetsItByTombstone() {
    Agency agency = new Agency(MetricsServer.shared(), "nordlicht", "state-test");
    assertThatThrownBy(() -> agency.report("2026-11-01", "2026-11-02"))
        .hasMessageContaining("clients/state-test does not exist");

    agency.putClient("Europe/Berlin", "EUR");
    assertThat(agency.report("2026-11-01", "2026-11-02").getTimeZone()).isEqualTo("Europe/Berlin");

    agency.putStates(state("clients/state-test", 3).setDeleted(true).build());
    agency.putClient("Europe/Berlin", "EUR");
    assertThatThrownBy(() -> agency.report("2026-11-01", "2026-11-02"))
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() -> agency.putStates(agency.own("dreams/1", 1).build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("dreams/1");
    assertThatThrownBy(() -> agency.putStates(agency.own("orders/1", 1).build()))
        .hasMessageContaining("expected: a state, or deleted: true");
  }

  @Test
  void refusesRatesAndMinutesThatNobodyHas() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() ->
            agency.putStates(
                state("team/rich", 1)
                    .setTeamMember(
                        TeamMemberState.newBuilder()
                            .addRates(
                                RateState.newBuilder()
                                    .setValidFrom("2026-01-01")
                                    .setHourlyCost(euros(1_000_000_000_001L))))
                    .build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining(
            "hourly_cost.minor_units: 1000000000001 (expected: 0..1000000000000)");
    assertThatThrownBy(() ->
            agency.putStates(
                agency
                    .own("timeEntries/t1", 1)
                    .setTimeEntry(
                        TimeEntryState.newBuilder().setWorkDate("2026-11-10").setMinutes(1_441))
                    .build()))
        .hasMessageContaining("time_entry.minutes: 1441 (expected: 0..1440)");
  }

  @Test
  void keepsClientsOfTenantsApart() {
    Agency agency = Agency.inBerlin();
    Agency stranger = new Agency(MetricsServer.shared(), "suedwind", agency.client);

    assertThatThrownBy(() -> stranger.report("2026-11-01", "2026-11-02"))
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  void returnsFactsAsTheyWere() {
    StateMessage message =
        state("clients/c", 7).setClient(ClientState.getDefaultInstance()).build();
    Fact fact =
        Fact.decode(null)
            .arrived(2, 7, message.toByteArray())
            .counting(
                Map.of(
                    new Cell(3, "EUR", 1_994_400, Metric.REVENUE), 9_999L,
                    new Cell(3, "", -8, Metric.ORDERS), 1L))
            .dependent("t/c/order/1");

    assertThat(Fact.decode(fact.encode())).isEqualTo(fact);
    assertThat(fact.isOlderThan(2, 7)).isFalse();
    assertThat(fact.isOlderThan(2, 8)).isTrue();
    assertThat(fact.isOlderThan(3, 1)).isTrue();
  }
}
