package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.state.DayRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What a funnel is about.
///
/// @param days of the first step
/// @param steps two or more
/// @param channels of the first touch; empty for all
/// @param campaigns of the first touch; empty for all
record FunnelQuery(
    DayRange days,
    List<Step> steps,
    Duration window,
    boolean strict,
    boolean bySession,
    GroupBy groupBy,
    Set<String> channels,
    Set<String> campaigns) {

  /// What the answer is split by.
  enum GroupBy {
    NOTHING,
    CHANNEL,
    CAMPAIGN
  }

  FunnelQuery {
    steps = List.copyOf(steps);
    channels = Set.copyOf(channels);
    campaigns = Set.copyOf(campaigns);
  }

  /// True if only some first touches are asked for.
  boolean isFiltered() {
    return !channels.isEmpty() || !campaigns.isEmpty();
  }

  /// True if it matters by what a visitor came first.
  boolean needsFirstTouch() {
    return isFiltered() || groupBy != GroupBy.NOTHING;
  }
}
