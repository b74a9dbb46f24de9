package io.agencysuite.planning;

import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.state.StateRelay;
import io.agencysuite.metrics.v1.PutStatesRequest;
import io.agencysuite.metrics.v1.StateServiceGrpc;
import io.agencysuite.planning.channel.Channel;
import io.agencysuite.planning.channel.ChannelMessages;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.post.Post;
import io.agencysuite.planning.post.PostMessages;
import io.agencysuite.planning.post.PostStore;
import io.agencysuite.planning.team.TeamMember;
import io.agencysuite.planning.team.TeamMessages;
import io.agencysuite.planning.team.TeamStore;
import io.agencysuite.planning.timeentry.TimeEntry;
import io.agencysuite.planning.timeentry.TimeEntryMessages;
import io.agencysuite.planning.timeentry.TimeEntryStore;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the relays that carry planning's states to metrics, one for each kind.
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

  private static final String METRICS = "metrics";

  /// What all relays share.
  record Wiring(
      RestoreEpoch epoch,
      Leases leases,
      InstantSource clock,
      StateRelay.Sender<StateMessage> sender) {

    <T extends Record> StateRelay<T, StateMessage> relay(
        String name, Documents<T> documents, StateOf<T> state) {
      return new StateRelay<>(
          name,
          documents,
          (key, version, value) ->
              state.message(epoch.value(), key, version, value, clock.instant()),
          List.of(sender),
          leases,
          clock);
    }
  }

  /// Makes the message of a change.
  interface StateOf<T> {

    StateMessage message(long epoch, Key key, long version, @Nullable T value, Instant now);
  }

  @Bean
  Wiring relayWiring(
      RestoreEpoch epoch, Leases leases, InstantSource clock, ServiceChannels channels) {
    return new Wiring(
        epoch,
        leases,
        clock,
        (tenant, batch) ->
            StateServiceGrpc.newBlockingStub(channels.channel(METRICS, tenant))
                .putStates(PutStatesRequest.newBuilder().addAllStates(batch).build()));
  }

  @Bean(initMethod = "start")
  StateRelay<Channel, StateMessage> channelRelay(Wiring wiring, ChannelStore channels) {
    return wiring.relay("channels", channels.documents(), ChannelMessages::state);
  }

  @Bean(initMethod = "start")
  StateRelay<TeamMember, StateMessage> teamRelay(Wiring wiring, TeamStore team) {
    return wiring.relay("team", team.documents(), TeamMessages::state);
  }

  @Bean(initMethod = "start")
  StateRelay<Post, StateMessage> postRelay(Wiring wiring, PostStore posts) {
    return wiring.relay("posts", posts.documents(), PostMessages::state);
  }

  @Bean(initMethod = "start")
  StateRelay<TimeEntry, StateMessage> timeEntryRelay(Wiring wiring, TimeEntryStore entries) {
    return wiring.relay("timeEntries", entries.documents(), TimeEntryMessages::state);
  }
}
