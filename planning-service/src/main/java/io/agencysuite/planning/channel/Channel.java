package io.agencysuite.planning.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A client's presence on a network.
///
/// @param channelType id in the catalogue
/// @param timeZone IANA zone in which its posts are planned
/// @param defaultTeamMember id; empty when nobody is
/// @param creation the request that made it; empty when it was made without a `request_id`
public record Channel(
    String displayName,
    String channelType,
    String handle,
    String url,
    String timeZone,
    String defaultTeamMember,
    @Nullable Integer weeklyBaseMinutes,
    boolean active,
    String creation,
    Instant createTime,
    Instant updateTime) {

  /// What no caller can write.
  record Origin(boolean active, String creation, Instant createTime, Instant updateTime) {}

  public Channel {
    if (displayName.isBlank() || channelType.isBlank() || timeZone.isBlank()) {
      throw new IllegalArgumentException("channel: without name, type or zone");
    }
  }

  Origin origin() {
    return new Origin(active, creation, createTime, updateTime);
  }

  /// The changed channel; the same one if nothing changed.
  Channel changed(Channel next, Instant now) {
    return next.equals(this)
        ? this
        : new Channel(
            next.displayName,
            channelType,
            next.handle,
            next.url,
            next.timeZone,
            next.defaultTeamMember,
            next.weeklyBaseMinutes,
            next.active,
            creation,
            createTime,
            now);
  }

  /// Out of use.
  Channel archived(Instant now) {
    return changed(
        new Channel(
            displayName,
            channelType,
            handle,
            url,
            timeZone,
            defaultTeamMember,
            weeklyBaseMinutes,
            false,
            creation,
            createTime,
            updateTime),
        now);
  }
}
