package io.agencysuite.proof;

import java.time.LocalDate;

/// Where a figure belongs: a local day and a tuple of channel, campaign and post.
record Place(LocalDate day, String channel, String campaign, String post) {

  boolean known() {
    return !channel.isEmpty();
  }

  Place on(LocalDate otherDay) {
    return new Place(otherDay, channel, campaign, post);
  }
}
