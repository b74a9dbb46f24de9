package io.agencysuite.planning.timeentry;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.post.PostStore;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Timestamps;
import io.agencysuite.planning.team.TeamStore;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Time entries on the wire.
public final class TimeEntryMessages {

  private TimeEntryMessages() {}

  static io.agencysuite.planning.v1.TimeEntry message(Stored<TimeEntry> stored) {
    Key key = stored.key();
    return message(key.client(), stored.value()).toBuilder()
        .setName(ResourceNames.name(key.client(), TimeEntryStore.COLLECTION, key.id()))
        .setEtag(stored.etag())
        .build();
  }

  static io.agencysuite.planning.v1.TimeEntry message(String client, TimeEntry entry) {
    return io.agencysuite.planning.v1.TimeEntry.newBuilder()
        .setTeamMember(ResourceNames.name(TeamStore.COLLECTION, entry.teamMember()))
        .setWorkDate(entry.workDate())
        .setMinutes(entry.minutes())
        .setChannel(ResourceNames.name(client, ChannelStore.COLLECTION, entry.channel()))
        .setCampaign(entry.campaign())
        .setPost(ResourceNames.name(client, PostStore.COLLECTION, entry.post()))
        .setActivity(message(entry.activity()))
        .setNote(entry.note())
        .setCreateTime(Timestamps.of(entry.createTime()))
        .setUpdateTime(Timestamps.of(entry.updateTime()))
        .build();
  }

  static TimeEntryDraft draft(io.agencysuite.planning.v1.TimeEntry message) {
    return new TimeEntryDraft(
        message.getTeamMember(),
        message.getWorkDate(),
        message.getMinutes(),
        message.getChannel(),
        message.getCampaign(),
        message.getPost(),
        switch (message.getActivity()) {
          case ACTIVITY_UNSPECIFIED, UNRECOGNIZED -> Activity.NONE;
          case STRATEGY -> Activity.STRATEGY;
          case RESEARCH -> Activity.RESEARCH;
          case CONTENT_PRODUCTION -> Activity.CONTENT_PRODUCTION;
          case PUBLISHING -> Activity.PUBLISHING;
          case COMMUNITY -> Activity.COMMUNITY;
          case MONITORING -> Activity.MONITORING;
          case PROMOTION -> Activity.PROMOTION;
          case REPORTING -> Activity.REPORTING;
          case CLIENT_CONTACT -> Activity.CLIENT_CONTACT;
          case CONTINGENCY -> Activity.CONTINGENCY;
        },
        message.getNote());
  }

  /// What metrics gets.
  public static StateMessage state(
      long epoch, Key key, long version, @Nullable TimeEntry entry, Instant now) {
    StateMessage.Builder message =
        StateMessage.newBuilder()
            .setAggregate(ResourceNames.name(key.client(), TimeEntryStore.COLLECTION, key.id()))
            .setEpoch(epoch)
            .setVersion(version);
    if (entry == null) {
      return message.setDeleted(true).setChangeTime(Timestamps.of(now)).build();
    }
    return message
        .setTimeEntry(
            TimeEntryState.newBuilder()
                .setTeamMember(entry.teamMember())
                .setWorkDate(entry.workDate())
                .setMinutes(entry.minutes())
                .setChannel(entry.channel())
                .setCampaign(entry.campaign())
                .setPost(entry.post())
                .setActivity(
                    entry.activity() == Activity.NONE
                        ? ""
                        : entry.activity().name().toLowerCase(Locale.ROOT)))
        .setChangeTime(Timestamps.of(entry.updateTime()))
        .build();
  }

  private static io.agencysuite.planning.v1.Activity message(Activity activity) {
    return activity == Activity.NONE
        ? io.agencysuite.planning.v1.Activity.ACTIVITY_UNSPECIFIED
        : io.agencysuite.planning.v1.Activity.valueOf(activity.name());
  }
}
