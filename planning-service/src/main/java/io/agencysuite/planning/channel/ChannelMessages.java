package io.agencysuite.planning.channel;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.text.BlankText;
import io.agencysuite.planning.channeltype.ChannelType;
import io.agencysuite.planning.client.Client;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Timestamps;
import io.agencysuite.planning.team.TeamStore;
import io.agencysuite.state.v1.ChannelState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Channels on the wire.
public final class ChannelMessages {

  static final String TYPES = "channelTypes/";

  private ChannelMessages() {}

  static io.agencysuite.planning.v1.Channel message(Stored<Channel> stored) {
    Key key = stored.key();
    return message(stored.value()).toBuilder()
        .setName(ResourceNames.name(key.client(), ChannelStore.COLLECTION, key.id()))
        .setEtag(stored.etag())
        .build();
  }

  static io.agencysuite.planning.v1.Channel message(Channel channel) {
    var message =
        io.agencysuite.planning.v1.Channel.newBuilder()
            .setDisplayName(channel.displayName())
            .setChannelType(TYPES + channel.channelType())
            .setHandle(channel.handle())
            .setUrl(channel.url())
            .setTimeZone(channel.timeZone())
            .setDefaultTeamMember(
                ResourceNames.name(TeamStore.COLLECTION, channel.defaultTeamMember()))
            .setActive(channel.active())
            .setCreateTime(Timestamps.of(channel.createTime()))
            .setUpdateTime(Timestamps.of(channel.updateTime()));
    Integer base = channel.weeklyBaseMinutes();
    if (base != null) {
      message.setWeeklyBaseMinutes(base);
    }
    return message.build();
  }

  /// Reads a channel; what it leaves open comes from its type and its client.
  static Channel channel(
      io.agencysuite.planning.v1.Channel message,
      ChannelType type,
      Client client,
      Channel.Origin origin) {
    return new Channel(
        BlankText.is(message.getDisplayName()) ? type.displayName() : message.getDisplayName(),
        type.id(),
        message.getHandle(),
        message.getUrl(),
        message.getTimeZone().isEmpty() ? client.timeZone() : message.getTimeZone(),
        memberId(message.getDefaultTeamMember()),
        message.hasWeeklyBaseMinutes() ? message.getWeeklyBaseMinutes() : null,
        origin.active(),
        origin.creation(),
        origin.createTime(),
        origin.updateTime());
  }

  static String typeId(io.agencysuite.planning.v1.Channel message) {
    String type = message.getChannelType();
    return type.startsWith(TYPES) ? type.substring(TYPES.length()) : "";
  }

  static String memberId(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /// What metrics gets.
  public static StateMessage state(
      long epoch, Key key, long version, @Nullable Channel channel, Instant now) {
    StateMessage.Builder message =
        StateMessage.newBuilder()
            .setAggregate(ResourceNames.name(key.client(), ChannelStore.COLLECTION, key.id()))
            .setEpoch(epoch)
            .setVersion(version);
    if (channel == null) {
      return message.setDeleted(true).setChangeTime(Timestamps.of(now)).build();
    }
    return message
        .setChannel(
            ChannelState.newBuilder()
                .setDisplayName(channel.displayName())
                .setChannelType(channel.channelType()))
        .setChangeTime(Timestamps.of(channel.updateTime()))
        .build();
  }
}
