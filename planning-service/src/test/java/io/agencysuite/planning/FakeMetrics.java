package io.agencysuite.planning;

import io.agencysuite.kit.error.Unavailable;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.LinkServiceGrpc;
import io.agencysuite.metrics.v1.PutStatesRequest;
import io.agencysuite.metrics.v1.PutStatesResponse;
import io.agencysuite.metrics.v1.StateServiceGrpc;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands in for metrics behind a real gRPC server: makes one link per `request_id` and keeps the
/// newest state of each aggregate.
public final class FakeMetrics {

  private final Map<String, Link> links = new ConcurrentHashMap<>();
  private final Map<String, StateMessage> states = new ConcurrentHashMap<>();
  private volatile boolean down;

  public int linkCount() {
    return links.size();
  }

  /// By `tenant/aggregate`.
  public Map<String, StateMessage> states() {
    return states;
  }

  public void down(boolean now) {
    down = now;
  }

  BindableService links() {
    return new LinkServiceGrpc.LinkServiceImplBase() {
      @Override
      public void createLink(CreateLinkRequest request, StreamObserver<Link> observer) {
        Unary.reply(observer, () -> create(request));
      }
    };
  }

  BindableService stateService() {
    return new StateServiceGrpc.StateServiceImplBase() {
      @Override
      public void putStates(PutStatesRequest request, StreamObserver<PutStatesResponse> observer) {
        Unary.reply(observer, () -> put(request));
      }
    };
  }

  private Link create(CreateLinkRequest request) {
    checkUp();
    return links.computeIfAbsent(
        CurrentCall.tenant() + "/" + request.getRequestId(),
        id -> link(request, "code" + links.size()));
  }

  private static Link link(CreateLinkRequest request, String code) {
    return request.getLink().toBuilder()
        .setName(request.getParent() + "/links/" + code)
        .setCode(code)
        .setShortUrlPath("/r/" + code)
        .build();
  }

  private PutStatesResponse put(PutStatesRequest request) {
    checkUp();
    for (StateMessage state : request.getStatesList()) {
      states.merge(
          CurrentCall.tenant() + "/" + state.getAggregate(),
          state,
          (old, fresh) -> fresh.getVersion() > old.getVersion() ? fresh : old);
    }
    return PutStatesResponse.getDefaultInstance();
  }

  private void checkUp() {
    if (down) {
      throw new Unavailable("DEPENDENCY_UNAVAILABLE", "metrics is down");
    }
  }
}
