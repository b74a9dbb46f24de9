package io.agencysuite.planning.client;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.v1.PutStatesRequest;
import io.agencysuite.planning.v1.PutStatesResponse;
import io.agencysuite.planning.v1.StateServiceGrpc;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.service.GrpcService;

/// Takes the states of clients from crm.
@GrpcService
public final class StateGrpcService extends StateServiceGrpc.StateServiceImplBase {

  private static final Pattern CLIENT = Pattern.compile("clients/[^/]+");

  private final ClientStore clients;

  public StateGrpcService(ClientStore clients) {
    this.clients = clients;
  }

  @Override
  public void putStates(PutStatesRequest request, StreamObserver<PutStatesResponse> observer) {
    Unary.reply(observer, () -> put(request));
  }

  private PutStatesResponse put(PutStatesRequest request) {
    check(request.getStatesList());
    String tenant = CurrentCall.tenant();
    for (StateMessage state : request.getStatesList()) {
      clients.put(
          tenant,
          ResourceNames.client(state.getAggregate()),
          state.getEpoch(),
          state.getVersion(),
          client(state));
    }
    return PutStatesResponse.getDefaultInstance();
  }

  private static void check(List<StateMessage> states) {
    List<FieldViolation> violations = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      StateMessage state = states.get(i);
      boolean named = CLIENT.matcher(state.getAggregate()).matches();
      if (!named || (!state.getDeleted() && !state.hasClient())) {
        violations.add(
            new FieldViolation(
                "states[" + i + "]",
                state.getAggregate() + " (expected: the state or the deletion of a client)"));
      }
    }
    if (!violations.isEmpty()) {
      throw InvalidArgument.of(violations);
    }
  }

  private static @Nullable Client client(StateMessage message) {
    if (message.getDeleted()) {
      return null;
    }
    ClientState state = message.getClient();
    return new Client(state.getDisplayName(), state.getTimeZone(), state.getCurrencyCode());
  }
}
