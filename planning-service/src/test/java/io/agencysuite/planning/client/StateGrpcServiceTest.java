package io.agencysuite.planning.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.v1.ListCalendarEntriesRequest;
import io.agencysuite.planning.v1.PutStatesRequest;
import io.agencysuite.state.v1.ChannelState;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StateGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void keepsTheNewestStateWhateverTheOrder() {
    planning.putState("hafen", client("ordnung", 1, 3, "Europe/Vienna"));
    planning.putState("hafen", client("ordnung", 1, 2, "Europe/Berlin"));
    assertThat(zone("ordnung")).isEqualTo("Europe/Vienna");

    planning.putState("hafen", client("ordnung", 2, 1, "Europe/Zurich"));
    assertThat(zone("ordnung")).isEqualTo("Europe/Zurich");
  }

  @Test
  void forgetsDeletedClientsForGood() {
    planning.putState("hafen", client("weg", 1, 1, "Europe/Berlin"));
    planning.putState(
        "hafen",
        StateMessage.newBuilder()
            .setAggregate("clients/weg")
            .setEpoch(1)
            .setVersion(5)
            .setDeleted(true)
            .build());
    planning.putState("hafen", client("weg", 1, 4, "Europe/Berlin"));

    assertThat(Errors.of(() -> zone("weg")).code()).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void refusesWhatIsNoClient() {
    StateMessage channel =
        StateMessage.newBuilder()
            .setAggregate("clients/a/channels/b")
            .setEpoch(1)
            .setVersion(1)
            .setChannel(ChannelState.getDefaultInstance())
            .build();
    Errors refused = Errors.of(() -> planning.putState("hafen", channel));

    assertThat(refused.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refused.fields()).containsExactly("states[0]");
  }

  @Test
  void listensToServicesOnly() {
    PutStatesRequest request =
        PutStatesRequest.newBuilder().addStates(client("x", 1, 1, "Europe/Berlin")).build();

    assertThat(
            Errors.of(() -> planning.user("hafen", "olga", Role.OWNER).states().putStates(request))
                .code())
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            Errors.of(() -> planning.caller(Identity.anonymous()).states().putStates(request))
                .code())
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  private static String zone(String client) {
    return planning
        .user("hafen", "olga", Role.OWNER)
        .calendar()
        .listCalendarEntries(
            ListCalendarEntriesRequest.newBuilder()
                .setParent("clients/" + client)
                .setStartDate("2026-11-01")
                .setEndDate("2026-11-02")
                .build())
        .getTimeZone();
  }

  private static StateMessage client(String id, long epoch, long version, String zone) {
    return StateMessage.newBuilder()
        .setAggregate("clients/" + id)
        .setEpoch(epoch)
        .setVersion(version)
        .setClient(ClientState.newBuilder().setDisplayName(id).setTimeZone(zone))
        .build();
  }
}
