package io.agencysuite.planning.timeentry;

import java.time.Instant;

/// Minutes that somebody worked for a client on a day.
///
/// @param teamMember id
/// @param workDate `YYYY-MM-DD` in the client's zone
/// @param channel id; empty when it was for none in particular
/// @param post id; empty when it was for none in particular
public record TimeEntry(
    String teamMember,
    String workDate,
    int minutes,
    String channel,
    String campaign,
    String post,
    Activity activity,
    String note,
    Instant createTime,
    Instant updateTime) {

  static final int MINUTES_MAX = 1440;

  public TimeEntry {
    if (teamMember.isBlank() || workDate.isBlank() || minutes < 1 || minutes > MINUTES_MAX) {
      throw new IllegalArgumentException(
          "time entry: "
              + minutes
              + " minutes (expected: a member, a day, 1.."
              + MINUTES_MAX
              + ")");
    }
  }

  /// The changed entry; the same one if nothing changed.
  TimeEntry changed(TimeEntry next, Instant now) {
    TimeEntry untouched = next.at(createTime, updateTime);
    return untouched.equals(this) ? this : next.at(createTime, now);
  }

  private TimeEntry at(Instant create, Instant update) {
    return new TimeEntry(
        teamMember, workDate, minutes, channel, campaign, post, activity, note, create, update);
  }
}
