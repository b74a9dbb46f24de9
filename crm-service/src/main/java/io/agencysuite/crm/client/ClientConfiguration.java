package io.agencysuite.crm.client;

import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.state.StateRelay;
import io.agencysuite.state.v1.StateMessage;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the relay that tells planning and metrics about clients.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClientSettings.class)
class ClientConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  StateRelay<Client, StateMessage> clientRelay(
      ClientStore store,
      ServiceChannels channels,
      RestoreEpoch epoch,
      Leases leases,
      InstantSource clock) {
    return new StateRelay<>(
        "clients",
        store.documents(),
        (key, version, client) -> ClientMessages.state(epoch.value(), key, version, client),
        List.of(
            (tenant, states) ->
                io.agencysuite.planning.v1.StateServiceGrpc.newBlockingStub(
                        channels.channel("planning", tenant))
                    .putStates(
                        io.agencysuite.planning.v1.PutStatesRequest.newBuilder()
                            .addAllStates(states)
                            .build()),
            (tenant, states) ->
                io.agencysuite.metrics.v1.StateServiceGrpc.newBlockingStub(
                        channels.channel("metrics", tenant))
                    .putStates(
                        io.agencysuite.metrics.v1.PutStatesRequest.newBuilder()
                            .addAllStates(states)
                            .build())),
        leases,
        clock);
  }

  @Bean
  Announcement announcement(StateRelay<Client, StateMessage> clientRelay, ClientSettings settings) {
    return new Announcement(clientRelay, settings);
  }
}
