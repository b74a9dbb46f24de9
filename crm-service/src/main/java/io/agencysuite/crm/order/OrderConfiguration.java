package io.agencysuite.crm.order;

import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.state.StateRelay;
import io.agencysuite.metrics.v1.PutStatesRequest;
import io.agencysuite.metrics.v1.StateServiceGrpc;
import io.agencysuite.state.v1.StateMessage;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the relay that tells metrics about orders.
@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  StateRelay<Order, StateMessage> orderRelay(
      OrderStore store,
      ServiceChannels channels,
      RestoreEpoch epoch,
      Leases leases,
      InstantSource clock) {
    return new StateRelay<>(
        "orders",
        store.documents(),
        (key, version, order) -> OrderMessages.state(epoch.value(), key, version, order),
        List.of((tenant, states) ->
            StateServiceGrpc.newBlockingStub(channels.channel("metrics", tenant))
                .putStates(PutStatesRequest.newBuilder().addAllStates(states).build())),
        leases,
        clock);
  }
}
