package io.agencysuite.metrics.ingest;

import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.StreamEventsRequest;
import io.agencysuite.metrics.v1.StreamEventsResponse;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final String NOON = "2026-11-10T12:00:00Z";

  private final Agency agency = Agency.inBerlin();

  @Test
  void takesBatchesAndCountsARepeatedStreamOnce() throws Exception {
    StreamEventsRequest[] batches =
        IntStream.range(0, 20)
            .mapToObj(batch ->
                request(
                    agency.parent(),
                    IntStream.range(0, 500)
                        .mapToObj(i -> visit("e" + (batch * 500 + i), NOON, "blog").build())
                        .toList()))
            .toArray(StreamEventsRequest[]::new);

    assertThat(send(Role.PARTNER, batches).getAcceptedCount()).isEqualTo(10_000);
    assertThat(send(Role.PARTNER, batches).getAcceptedCount()).isEqualTo(10_000);

    assertThat(visits()).isEqualTo(10_000);
  }

  @Test
  void keepsBadEventsApartAndCountsTheirPlaceOverTheWholeStream() throws Exception {
    StreamEventsResponse answer =
        send(
            Role.PARTNER,
            request(
                agency.parent(),
                List.of(visit("1", NOON, "blog").build(), visit("bad id", NOON, "b").build())),
            request(agency.parent(), List.of(visit("2", NOON, "blog").clearType().build())));

    assertThat(answer.getAcceptedCount()).isEqualTo(1);
    assertThat(answer.getRejectedCount()).isEqualTo(2);
    assertThat(answer.getRejectionsList().stream().map(r -> r.getIndex() + " " + r.getField()))
        .containsExactly("1 event_id", "2 type");
  }

  @Test
  void refusesAnotherClientInMidStream() {
    StreamEventsRequest first =
        request(agency.parent(), List.of(visit("first", NOON, "blog").build()));
    StreamEventsRequest other =
        request(Agency.inBerlin().parent(), List.of(visit("other", NOON, "blog").build()));

    assertThatThrownBy(() -> send(Role.PARTNER, first, other))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("(expected: " + agency.parent() + ")");
    assertThat(visits()).isEqualTo(1);
  }

  @Test
  void refusesAStreamOfNothingAnEmptyBatchAndAForeignClient() {
    assertThatThrownBy(() -> send(Role.PARTNER))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("at least one batch");
    assertThatThrownBy(() -> send(Role.PARTNER, request(agency.parent(), List.of())))
        .hasMessageContaining("INVALID_ARGUMENT");
    StreamEventsRequest foreign =
        request("clients/nobody", List.of(visit("1", NOON, "blog").build()));
    assertThatThrownBy(() -> send(Role.PARTNER, foreign)).hasMessageContaining("NOT_FOUND");
    StreamEventsRequest own = request(agency.parent(), List.of(visit("1", NOON, "blog").build()));
    assertThatThrownBy(() -> send(Role.CLIENT_VIEWER, own))
        .hasMessageContaining("PERMISSION_DENIED");
  }

  private long visits() {
    return agency.report("2026-11-10", "2026-11-10").getTotals().getVisits();
  }

  private static StreamEventsRequest request(String parent, List<Event> events) {
    return StreamEventsRequest.newBuilder().setParent(parent).addAllEvents(events).build();
  }

  private StreamEventsResponse send(Role role, StreamEventsRequest... batches)
      throws InterruptedException, StatusException {
    BlockingClientCall<StreamEventsRequest, StreamEventsResponse> call =
        EventServiceGrpc.newBlockingV2Stub(MetricsServer.shared().as(agency.tenant, role))
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .streamEvents();
    for (StreamEventsRequest batch : batches) {
      if (!call.write(batch)) {
        break;
      }
    }
    call.halfClose();
    StreamEventsResponse answer = call.read();
    if (answer == null) {
      throw Status.INTERNAL.withDescription("no answer").asException();
    }
    return answer;
  }
}
