package io.agencysuite.metrics.ingest;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.IngestEventsRequest;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.metrics.v1.ListRejectedEventsRequest;
import io.agencysuite.metrics.v1.ListRejectedEventsResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class EventGrpcService extends EventServiceGrpc.EventServiceImplBase {

  private static final int MOST_SHOWN = 1_000;

  private final EventIntakeMessages intake;
  private final RejectionStore rejections;

  EventGrpcService(EventIntakeMessages intake, RejectionStore rejections) {
    this.intake = intake;
    this.rejections = rejections;
  }

  @Override
  public void ingestEvents(
      IngestEventsRequest request, StreamObserver<IngestEventsResponse> observer) {
    Unary.reply(observer, () -> ingest(request));
  }

  @Override
  public void listRejectedEvents(
      ListRejectedEventsRequest request, StreamObserver<ListRejectedEventsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private IngestEventsResponse ingest(IngestEventsRequest request) {
    String client = clientOf(request.getParent());
    EventIntakeMessages.Batch batch = intake.open(CurrentCall.tenant(), client);
    IngestEventsResponse.Builder response = IngestEventsResponse.newBuilder();
    List<Rejection> kept = new ArrayList<>();
    for (int i = 0; i < request.getEventsCount(); i++) {
      Event event = request.getEvents(i);
      FieldViolation violation = batch.take(event);
      if (violation != null) {
        response.setRejectedCount(response.getRejectedCount() + 1);
        if (kept.size() < MOST_SHOWN) {
          kept.add(EventMessages.rejection(event, violation, batch.now()));
          response.addRejections(EventMessages.rejected(i, event, violation));
        }
      }
    }
    rejections.keep(CurrentCall.tenant(), client, kept);
    batch.append();
    return response.setAcceptedCount(batch.size()).build();
  }

  private ListRejectedEventsResponse list(ListRejectedEventsRequest request) {
    String client = clientOf(request.getParent());
    intake.open(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
    Page<Rejection> found = rejections.list(CurrentCall.tenant(), client, page);
    return ListRejectedEventsResponse.newBuilder()
        .addAllRejectedEvents(found.items().stream().map(EventMessages::rejected).toList())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private static String clientOf(String parent) {
    return parent.substring(parent.indexOf('/') + 1);
  }
}
