package io.agencysuite.metrics.parked;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.stream.Resending;
import io.agencysuite.metrics.stream.StreamStores;
import io.agencysuite.metrics.v1.ListParkedSegmentsRequest;
import io.agencysuite.metrics.v1.ListParkedSegmentsResponse;
import io.agencysuite.metrics.v1.ParkedServiceGrpc;
import io.agencysuite.metrics.v1.RedriveParkedSegmentsRequest;
import io.agencysuite.metrics.v1.RedriveParkedSegmentsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ParkedGrpcService extends ParkedServiceGrpc.ParkedServiceImplBase {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientStore clients;
  private final StreamStores stores;
  private final Resending resending;
  private final Progress progress;

  ParkedGrpcService(
      ClientStore clients, StreamStores stores, Resending resending, Progress progress) {
    this.clients = clients;
    this.stores = stores;
    this.resending = resending;
    this.progress = progress;
  }

  @Override
  public void listParkedSegments(
      ListParkedSegmentsRequest request, StreamObserver<ListParkedSegmentsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void redriveParkedSegments(
      RedriveParkedSegmentsRequest request,
      StreamObserver<RedriveParkedSegmentsResponse> observer) {
    Unary.reply(observer, () -> redrive(request));
  }

  private ListParkedSegmentsResponse list(ListParkedSegmentsRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
    var found =
        stores.parked().list(CurrentCall.tenant(), client, page).map(ParkedMessages::toProto);
    return ListParkedSegmentsResponse.newBuilder()
        .addAllParkedSegments(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private RedriveParkedSegmentsResponse redrive(RedriveParkedSegmentsRequest request) {
    String tenant = CurrentCall.tenant();
    String client = clientOf(request.getParent());
    clients.require(tenant, client);
    int redriven = resending.resend(tenant, client);
    Progress.State state = progress.await(tenant, client, PATIENCE);
    return RedriveParkedSegmentsResponse.newBuilder()
        .setRedrivenCount(redriven)
        .setPendingSegments(state.pending())
        .setParkedSegments(state.parked())
        .build();
  }

  private static String clientOf(String parent) {
    return parent.substring(parent.indexOf('/') + 1);
  }
}
