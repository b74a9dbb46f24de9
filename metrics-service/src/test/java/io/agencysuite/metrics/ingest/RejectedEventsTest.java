package io.agencysuite.metrics.ingest;

import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.ListRejectedEventsRequest;
import io.agencysuite.metrics.v1.ListRejectedEventsResponse;
import io.agencysuite.metrics.v1.RejectedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedEventsTest {

  @Test
  void keepsBadEventsApartWithTheirReasonAndWithoutTheirVisitor() {
    Agency agency = Agency.inBerlin();
    Event bad =
        visit("no id!", "2026-11-10T12:00:00Z", "blog", "anna").setUrl("https://a.example").build();

    agency.ingest(bad, visit("good", "2026-11-10T12:00:00Z", "blog").build());
    agency.ingest(bad);

    assertThat(list(agency, 50))
        .singleElement()
        .satisfies(rejected -> {
          assertThat(rejected.getField()).isEqualTo("event_id");
          assertThat(rejected.getReason()).contains("'no id!' (expected: ");
          assertThat(rejected.getEvent().getUrl()).isEqualTo("https://a.example");
          assertThat(rejected.getEvent().getVisitorId()).isEmpty();
          assertThat(rejected.getReceiveTime().getSeconds()).isPositive();
        });
  }

  @Test
  void pagesThroughAllOfThem() {
    Agency agency = Agency.inBerlin();
    List<Event> bad = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      bad.add(visit("bad " + i, "2026-11-10T12:00:00Z", "blog").build());
    }
    agency.ingest(bad);

    assertThat(list(agency, 10).stream().map(RejectedEvent::getEventId))
        .hasSize(25)
        .doesNotHaveDuplicates();
  }

  private static List<RejectedEvent> list(Agency agency, int pageSize) {
    var stub =
        EventServiceGrpc.newBlockingStub(MetricsServer.shared().as(agency.tenant, Role.ANALYST));
    List<RejectedEvent> all = new ArrayList<>();
    String token = "";
    do {
      ListRejectedEventsResponse page =
          stub.listRejectedEvents(
              ListRejectedEventsRequest.newBuilder()
                  .setParent(agency.parent())
                  .setPageSize(pageSize)
                  .setPageToken(token)
                  .build());
      all.addAll(page.getRejectedEventsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }
}
