package io.agencysuite.metrics.state;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.v1.PutStatesRequest;
import io.agencysuite.metrics.v1.PutStatesResponse;
import io.agencysuite.metrics.v1.StateServiceGrpc;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.service.GrpcService;

/// Takes states. A client's state is readable at once; everything is counted through its stream.
@GrpcService
public final class StateGrpcService extends StateServiceGrpc.StateServiceImplBase {

  private final ClientStore clients;
  private final StreamAppender appender;

  public StateGrpcService(ClientStore clients, StreamAppender appender) {
    this.clients = clients;
    this.appender = appender;
  }

  @Override
  public void putStates(PutStatesRequest request, StreamObserver<PutStatesResponse> observer) {
    Unary.reply(observer, () -> put(CurrentCall.tenant(), request.getStatesList()));
  }

  private PutStatesResponse put(String tenant, List<StateMessage> messages) {
    List<Entry> ofClients = new ArrayList<>();
    List<Entry> ofTenant = new ArrayList<>();
    List<Arrival> arrivals = messages.stream().map(StateMessages::arrival).toList();
    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      byte[] payload = messages.get(i).toByteArray();
      Entry entry = new Entry(EntryKind.STATE, tenant, arrival.client(), payload);
      (arrival.kind() == FactKind.MEMBER ? ofTenant : ofClients).add(entry);
    }
    appender.append(ofClients);
    if (!ofTenant.isEmpty()) {
      appender.appendEverywhere(ofTenant);
    }
    for (int i = 0; i < arrivals.size(); i++) {
      putClient(tenant, arrivals.get(i), messages.get(i));
    }
    return PutStatesResponse.getDefaultInstance();
  }

  private void putClient(String tenant, Arrival arrival, StateMessage message) {
    if (arrival.kind() == FactKind.CLIENT) {
      @Nullable Client client =
          message.getDeleted() ? null : StateMessages.client(message.getClient());
      clients.put(tenant, arrival.id(), arrival.epoch(), arrival.version(), client);
    }
  }
}
