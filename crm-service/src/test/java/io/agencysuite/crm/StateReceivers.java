package io.agencysuite.crm;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Stands for planning and metrics: keeps the newest state of each aggregate, as they do.
public final class StateReceivers {

  private final Map<String, StateMessage> planning = new ConcurrentHashMap<>();
  private final Map<String, StateMessage> metrics = new ConcurrentHashMap<>();

  List<BindableService> services() {
    return List.of(new Planning(), new Metrics());
  }

  public Optional<StateMessage> planning(String tenant, String aggregate) {
    return Optional.ofNullable(planning.get(tenant + "/" + aggregate));
  }

  public Optional<StateMessage> metrics(String tenant, String aggregate) {
    return Optional.ofNullable(metrics.get(tenant + "/" + aggregate));
  }

  private static void put(Map<String, StateMessage> states, List<StateMessage> batch) {
    String tenant = CurrentCall.tenant();
    batch.forEach(state ->
        states.merge(
            tenant + "/" + state.getAggregate(),
            state,
            (old, next) -> next.getVersion() > old.getVersion() ? next : old));
  }

  private final class Planning
      extends io.agencysuite.planning.v1.StateServiceGrpc.StateServiceImplBase {
    @Override
    public void putStates(
        io.agencysuite.planning.v1.PutStatesRequest request,
        StreamObserver<io.agencysuite.planning.v1.PutStatesResponse> observer) {
      Unary.reply(
          observer,
          () -> {
            put(planning, request.getStatesList());
            return io.agencysuite.planning.v1.PutStatesResponse.getDefaultInstance();
          });
    }
  }

  private final class Metrics
      extends io.agencysuite.metrics.v1.StateServiceGrpc.StateServiceImplBase {
    @Override
    public void putStates(
        io.agencysuite.metrics.v1.PutStatesRequest request,
        StreamObserver<io.agencysuite.metrics.v1.PutStatesResponse> observer) {
      Unary.reply(
          observer,
          () -> {
            put(metrics, request.getStatesList());
            return io.agencysuite.metrics.v1.PutStatesResponse.getDefaultInstance();
          });
    }
  }
}
