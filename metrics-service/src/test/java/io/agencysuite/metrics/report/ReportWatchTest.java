package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.ReportWatchServiceGrpc;
import io.agencysuite.metrics.v1.WatchTodayRequest;
import io.agencysuite.metrics.v1.WatchTodayResponse;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.TimeEntryState;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReportWatchTest {

  private static final int MOST = 200;
  private static final int WAIT_SECONDS = 15;

  @Test
  void showsTodayAtOnceAndWhateverChangesIt() throws Exception {
    Agency agency = Agency.in(zoneAtNoon());
    Agency other = Agency.in(zoneAtNoon());
    var call = watch(planner(agency), agency.parent(), other.parent());

    assertThat(List.of(next(call).getClient(), next(call).getClient()))
        .containsExactly(agency.parent(), other.parent());

    agency.ingest(visit("v1", Instant.now().toString(), "instagram").build());
    WatchTodayResponse visited = next(call);
    assertThat(visited.getClient()).isEqualTo(agency.parent());
    assertThat(visited.getDate()).isEqualTo(LocalDate.now(ZoneId.of(zoneAtNoon())).toString());
    assertThat(visited.getFigures().getVisits()).isEqualTo(1);

    other.putStates(
        other
            .own("orders/o1", 1)
            .setOrder(OrderState.newBuilder().setOrderTime(time(Instant.now())).setTotal(euros(5)))
            .build());
    WatchTodayResponse sold = next(call);
    assertThat(sold.getClient()).isEqualTo(other.parent());
    assertThat(sold.getFigures().getNetRevenue()).isEqualTo(euros(5));
    assertThat(sold.getCurrencyCode()).isEqualTo("EUR");

    agency.ingest(visit("v1", Instant.now().toString(), "instagram").build());
    assertThatThrownBy(() -> call.read(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    call.cancel("seen enough", null);
    awaitWatchers(0);
  }

  @Test
  void hidesEffortFromWhoMayNotSeeIt() throws Exception {
    Agency agency = Agency.in(zoneAtNoon());
    agency.putStates(
        agency
            .own("timeEntries/t1", 1)
            .setTimeEntry(
                TimeEntryState.newBuilder()
                    .setTeamMember("mia")
                    .setWorkDate(LocalDate.now(ZoneId.of(zoneAtNoon())).toString())
                    .setMinutes(45))
            .build());

    assertThat(agency.report("2026-01-01", "2027-12-31").getTotals().getMinutes()).isEqualTo(45);
    assertThat(first(agency, Role.PLANNER).getFigures().getMinutes()).isEqualTo(45);
    assertThat(first(agency, Role.SALES).getFigures().getMinutes()).isZero();
  }

  @Test
  void hidesForeignClientsLikeMissingOnes() {
    Agency own = Agency.inBerlin();
    Agency other = Agency.inBerlin();
    Identity narrow =
        new Identity(
            Identity.Kind.USER,
            own.tenant,
            "users/narrow",
            Map.of(own.client, Set.of(Role.OWNER), other.client, Set.of(Role.CLIENT_VIEWER)));

    for (String client : List.of(other.parent(), "clients/missing")) {
      assertThatThrownBy(() -> next(watch(narrow, own.parent(), client)))
          .isInstanceOf(StatusException.class)
          .hasMessageContaining("NOT_FOUND");
    }
  }

  @Test
  void refusesWhoComesWhenAllPlacesAreTaken() throws Exception {
    Agency agency = Agency.inBerlin();
    List<BlockingClientCall<?, WatchTodayResponse>> open = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      open.add(watch(planner(agency), agency.parent()));
    }
    awaitWatchers(MOST);

    assertThatThrownBy(() -> next(watch(planner(agency), agency.parent())))
        .hasMessageContaining("RESOURCE_EXHAUSTED");
    open.forEach(call -> call.cancel("enough", null));
    awaitWatchers(0);
  }

  private static WatchTodayResponse first(Agency agency, Role role) throws Exception {
    Identity caller =
        new Identity(
            Identity.Kind.USER, agency.tenant, "users/one", Map.of(agency.client, Set.of(role)));
    var call = watch(caller, agency.parent());
    WatchTodayResponse response = next(call);
    call.cancel("seen", null);
    return response;
  }

  private static Identity planner(Agency agency) {
    return new Identity(
        Identity.Kind.USER,
        agency.tenant,
        "users/planner",
        Map.of(Identity.ALL_CLIENTS, Set.of(Role.PLANNER)));
  }

  private static BlockingClientCall<?, WatchTodayResponse> watch(
      Identity caller, String... clients) {
    return ReportWatchServiceGrpc.newBlockingV2Stub(MetricsServer.shared().as(caller))
        .watchToday(WatchTodayRequest.newBuilder().addAllClients(List.of(clients)).build());
  }

  private static WatchTodayResponse next(BlockingClientCall<?, WatchTodayResponse> call)
      throws Exception {
    return call.read(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  private static void awaitWatchers(int count) throws InterruptedException {
    MeterRegistry meters = MetricsServer.shared().bean(MeterRegistry.class);
    for (int i = 0; i < WAIT_SECONDS * 20 && watchers(meters) != count; i++) {
      Thread.sleep(50);
    }
    assertThat(watchers(meters)).isEqualTo(count);
  }

  private static int watchers(MeterRegistry meters) {
    return (int) meters.get("agency.report.watchers").gauge().value();
  }

  /// Where no test runs into midnight.
  private static String zoneAtNoon() {
    int offset = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
    return offset == 0 ? "UTC" : "Etc/GMT" + (offset > 0 ? "-" : "+") + Math.abs(offset);
  }
}
