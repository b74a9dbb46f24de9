package io.agencysuite.metrics.ingest;

import com.google.protobuf.Message;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.FieldRules;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.IngestEventsBytes;
import io.agencysuite.metrics.v1.IngestEventsRequest;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.metrics.v1.ListRejectedEventsRequest;
import io.agencysuite.metrics.v1.ListRejectedEventsResponse;
import io.agencysuite.metrics.v1.StreamEventsBytes;
import io.agencysuite.metrics.v1.StreamEventsRequest;
import io.agencysuite.metrics.v1.StreamEventsResponse;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Collections;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class EventGrpcService implements BindableService, EventServiceGrpc.AsyncService {

  /// As the requests' field rules say, which are only asked when they refuse: looking at every
  /// event of every message takes longer than reading it.
  private static final int MOST_AT_ONCE = 100_000;

  private static final int MOST_STREAMED = 10_000;

  private final FieldRules rules = new FieldRules();
  private final EventIntakeMessages intake;
  private final RejectionStore rejections;

  EventGrpcService(EventIntakeMessages intake, RejectionStore rejections) {
    this.intake = intake;
    this.rejections = rejections;
  }

  /// Two methods get their requests with the events as bytes: taking a message apart costs more
  /// than all that is done with it.
  @Override
  public ServerServiceDefinition bindService() {
    ServerServiceDefinition generated = EventServiceGrpc.bindService(this);
    ServiceDescriptor.Builder service =
        ServiceDescriptor.newBuilder(generated.getServiceDescriptor().getName())
            .setSchemaDescriptor(generated.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods =
        List.of(
            ServerMethodDefinition.create(
                asBytes(
                    EventServiceGrpc.getIngestEventsMethod(),
                    IngestEventsBytes.getDefaultInstance()),
                ServerCalls.asyncUnaryCall(this::ingestBytes)),
            ServerMethodDefinition.create(
                asBytes(
                    EventServiceGrpc.getStreamEventsMethod(),
                    StreamEventsBytes.getDefaultInstance()),
                ServerCalls.asyncClientStreamingCall(this::streamBytes)),
            generated.getMethod(
                EventServiceGrpc.getListRejectedEventsMethod().getFullMethodName()));
    methods.forEach(method -> service.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder bound = ServerServiceDefinition.builder(service.build());
    methods.forEach(bound::addMethod);
    return bound.build();
  }

  private static <B extends Message, R> MethodDescriptor<B, R> asBytes(
      MethodDescriptor<?, R> method, B bytes) {
    return method.toBuilder(ProtoUtils.marshaller(bytes), method.getResponseMarshaller()).build();
  }

  private void ingestBytes(
      IngestEventsBytes request, StreamObserver<IngestEventsResponse> observer) {
    Unary.reply(observer, () -> ingest(request));
  }

  private StreamObserver<StreamEventsBytes> streamBytes(
      StreamObserver<StreamEventsResponse> observer) {
    return new EventStreamMessages(
        parent ->
            new EventReceiptMessages(intake, rejections, CurrentCall.tenant(), clientOf(parent)),
        this::checkCount,
        observer);
  }

  /// The rule of the request for how many events it may have.
  private void checkCount(StreamEventsBytes request) {
    int count = request.getEventsCount();
    if (count < 1 || count > MOST_STREAMED) {
      rules.check(
          StreamEventsRequest.newBuilder()
              .setParent(request.getParent())
              .addAllEvents(Collections.nCopies(count, Event.getDefaultInstance()))
              .build());
    }
  }

  private void checkCount(IngestEventsBytes request) {
    int count = request.getEventsCount();
    if (count < 1 || count > MOST_AT_ONCE) {
      rules.check(
          IngestEventsRequest.newBuilder()
              .setParent(request.getParent())
              .addAllEvents(Collections.nCopies(count, Event.getDefaultInstance()))
              .build());
    }
  }

  @Override
  public void listRejectedEvents(
      ListRejectedEventsRequest request, StreamObserver<ListRejectedEventsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private IngestEventsResponse ingest(IngestEventsBytes request) {
    checkCount(request);
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
