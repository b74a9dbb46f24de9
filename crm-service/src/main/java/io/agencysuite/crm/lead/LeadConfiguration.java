package io.agencysuite.crm.lead;

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

/// Wires the relay that tells metrics about leads.
@Configuration(proxyBeanMethods = false)
class LeadConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  StateRelay<Lead, StateMessage> leadRelay(
      LeadStore store,
      ServiceChannels channels,
      RestoreEpoch epoch,
      Leases leases,
      InstantSource clock) {
    return new StateRelay<>(
        "leads",
        store.documents(),
        (key, version, lead) -> LeadMessages.state(epoch.value(), key, version, lead),
        List.of((tenant, states) ->
            StateServiceGrpc.newBlockingStub(channels.channel("metrics", tenant))
                .putStates(PutStatesRequest.newBuilder().addAllStates(states).build())),
        leases,
        clock);
  }
}
