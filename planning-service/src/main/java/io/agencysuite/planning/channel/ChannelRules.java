package io.agencysuite.planning.channel;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.planning.channeltype.ChannelType;
import io.agencysuite.planning.channeltype.ChannelTypeCatalogue;
import io.agencysuite.planning.resource.Violations;
import io.agencysuite.planning.team.TeamStore;

/// What a channel must refer to.
public final class ChannelRules {

  private final ChannelTypeCatalogue catalogue;
  private final TeamStore team;

  public ChannelRules(ChannelTypeCatalogue catalogue, TeamStore team) {
    this.catalogue = catalogue;
    this.team = team;
  }

  /// The channel's type.
  ///
  /// @throws InvalidArgument if the catalogue has none of this id
  ChannelType type(String id) {
    return catalogue
        .find(id)
        .orElseThrow(() ->
            InvalidArgument.field(
                "channel.channel_type",
                id.isEmpty() ? "missing" : ChannelMessages.TYPES + id,
                "one of GET /v1/channelTypes"));
  }

  /// @throws InvalidArgument if zone or team member are unknown
  Channel checked(String tenant, Channel channel) {
    Violations violations = new Violations("channel");
    violations.requireZone("time_zone", channel.timeZone());
    String member = channel.defaultTeamMember();
    violations.require(
        member.isEmpty() || team.find(tenant, member).isPresent(),
        "default_team_member",
        TeamStore.COLLECTION + "/" + member,
        "a member of the team");
    violations.throwIfAny();
    return channel;
  }
}
