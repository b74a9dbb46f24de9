package io.agencysuite.metrics.ingest;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.IngestEventsRequest;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.metrics.v1.RejectedEvent;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class EventGrpcService extends EventServiceGrpc.EventServiceImplBase {

  private static final int MOST_SHOWN = 1_000;

  private final ClientStore clients;
  private final LinkStore links;
  private final Pseudonyms pseudonyms;
  private final StreamAppender appender;
  private final InstantSource clock;

  EventGrpcService(
      ClientStore clients,
      LinkStore links,
      SaltStore salts,
      StreamAppender appender,
      InstantSource clock) {
    this.clients = clients;
    this.links = links;
    this.pseudonyms = new Pseudonyms(salts);
    this.appender = appender;
    this.clock = clock;
  }

  @Override
  public void ingestEvents(
      IngestEventsRequest request, StreamObserver<IngestEventsResponse> observer) {
    Unary.reply(observer, () -> ingest(request));
  }

  private IngestEventsResponse ingest(IngestEventsRequest request) {
    String id = request.getParent().substring(request.getParent().indexOf('/') + 1);
    Client client = clients.require(CurrentCall.tenant(), id);
    Batch batch = new Batch(CurrentCall.tenant(), id, client.zone(), clock.instant());
    for (int i = 0; i < request.getEventsCount(); i++) {
      batch.take(i, request.getEvents(i));
    }
    if (!batch.entries.isEmpty()) {
      appender.append(batch.entries);
    }
    return batch.answer();
  }

  /// The events of one request on their way to the stream.
  private final class Batch {
    private final String tenant;
    private final String client;
    private final ZoneId zone;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final IngestEventsResponse.Builder response = IngestEventsResponse.newBuilder();
    private final Map<String, Optional<Tuple>> tuples = new HashMap<>();

    Batch(String tenant, String client, ZoneId zone, Instant now) {
      this.tenant = tenant;
      this.client = client;
      this.zone = zone;
      this.now = now;
    }

    void take(int index, Event event) {
      @Nullable FieldViolation violation = EventCheckMessages.check(event, now);
      if (violation != null) {
        reject(index, event, violation);
        return;
      }
      Tuple tuple = EventMessages.origin(event).resolve(this::link);
      String visitor = event.getVisitorId();
      if (event.getConsent() != Event.Consent.GRANTED) {
        Instant occurred = Instant.ofEpochSecond(event.getOccurTime().getSeconds());
        LocalDate day = occurred.atZone(zone).toLocalDate();
        visitor = pseudonyms.of(tenant, client, day, visitor);
      }
      byte[] payload = EventMessages.payload(event, tuple, visitor);
      entries.add(new Entry(EntryKind.EVENT, tenant, client, payload));
    }

    IngestEventsResponse answer() {
      return response.setAcceptedCount(entries.size()).build();
    }

    private Optional<Tuple> link(String id) {
      return tuples.computeIfAbsent(id, i -> links.tuple(tenant, client, i));
    }

    private void reject(int index, Event event, FieldViolation violation) {
      response.setRejectedCount(response.getRejectedCount() + 1);
      if (response.getRejectedCount() <= MOST_SHOWN) {
        response.addRejections(
            RejectedEvent.newBuilder()
                .setIndex(index)
                .setEventId(event.getEventId())
                .setField(violation.field())
                .setReason(violation.message()));
      }
    }
  }
}
