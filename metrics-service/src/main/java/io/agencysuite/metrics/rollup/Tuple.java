package io.agencysuite.metrics.rollup;

import java.util.Objects;

/// Where something belongs: channel, campaign and post, each empty when none is known.
public record Tuple(String channel, String campaign, String post) {

  /// Nothing is known.
  public static final Tuple DIRECT = new Tuple("", "", "");

  public Tuple {
    Objects.requireNonNull(channel);
    Objects.requireNonNull(campaign);
    Objects.requireNonNull(post);
  }

  /// True if it says at least the channel.
  public boolean known() {
    return !channel.isEmpty();
  }
}
