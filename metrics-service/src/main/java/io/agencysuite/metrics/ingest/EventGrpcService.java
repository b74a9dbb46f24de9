package io.agencysuite.metrics.ingest;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.IngestEventsRequest;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.metrics.v1.ListRejectedEventsRequest;
import io.agencysuite.metrics.v1.ListRejectedEventsResponse;
import io.agencysuite.metrics.v1.StreamEventsRequest;
import io.agencysuite.metrics.v1.StreamEventsResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class EventGrpcService extends EventServiceGrpc.EventServiceImplBase {

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
  public StreamObserver<StreamEventsRequest> streamEvents(
      StreamObserver<StreamEventsResponse> observer) {
    return new EventStreamMessages(
        parent ->
            new EventReceiptMessages(intake, rejections, CurrentCall.tenant(), clientOf(parent)),
        observer);
  }

  @Override
  public void listRejectedEvents(
      ListRejectedEventsRequest request, StreamObserver<ListRejectedEventsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private IngestEventsResponse ingest(IngestEventsRequest request) {
    EventReceiptMessages receipt =
        new EventReceiptMessages(
            intake, rejections, CurrentCall.tenant(), clientOf(request.getParent()));
    receipt.take(request.getEventsList()).append();
    return IngestEventsResponse.newBuilder()
        .setAcceptedCount((int) receipt.accepted())
        .setRejectedCount((int) receipt.rejected())
        .addAllRejections(receipt.rejections())
        .build();
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
