package io.agencysuite.planning;

import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.mongo.Documents;
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
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the relays that carry planning's states to metrics, one for each kind.
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

  private static final String METRICS = "metrics";

  private final RestoreEpoch epoch;
  private final Leases leases;
  private final InstantSource clock;
  private final ServiceChannels channels;

  RelayConfiguration(
      RestoreEpoch epoch, Leases leases, InstantSource clock, ServiceChannels channels) {
    this.epoch = epoch;
    this.leases = leases;
    this.clock = clock;
    this.channels = channels;
  }

  @Bean(initMethod = "start")
  StateRelay<Channel, StateMessage> channelRelay(ChannelStore store) {
    return relay(
        "channels",
        store.documents(),
        (key, version, channel) ->
            ChannelMessages.state(epoch.value(), key, version, channel, clock.instant()));
  }

  @Bean(initMethod = "start")
  StateRelay<TeamMember, StateMessage> teamRelay(TeamStore store) {
    return relay(
        "team",
        store.documents(),
        (key, version, member) ->
            TeamMessages.state(epoch.value(), key, version, member, clock.instant()));
  }

  @Bean(initMethod = "start")
  StateRelay<Post, StateMessage> postRelay(PostStore store) {
    return relay(
        "posts",
        store.documents(),
        (key, version, post) ->
            PostMessages.state(epoch.value(), key, version, post, clock.instant()));
  }

  @Bean(initMethod = "start")
  StateRelay<TimeEntry, StateMessage> timeEntryRelay(TimeEntryStore store) {
    return relay(
        "timeEntries",
        store.documents(),
        (key, version, entry) ->
            TimeEntryMessages.state(epoch.value(), key, version, entry, clock.instant()));
  }

  private <T extends Record> StateRelay<T, StateMessage> relay(
      String name, Documents<T> documents, StateRelay.Mapping<T, StateMessage> mapping) {
    return new StateRelay<>(name, documents, mapping, List.of(this::send), leases, clock);
  }

  private void send(String tenant, List<StateMessage> batch) {
    StateServiceGrpc.newBlockingStub(channels.channel(METRICS, tenant))
        .putStates(PutStatesRequest.newBuilder().addAllStates(batch).build());
  }
}
