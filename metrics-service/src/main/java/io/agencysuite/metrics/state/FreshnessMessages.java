package io.agencysuite.metrics.state;

import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.v1.Freshness;

/// Progress to the wire.
public final class FreshnessMessages {

  private FreshnessMessages() {}

  public static Freshness to(Progress.State state) {
    return Freshness.newBuilder()
        .setComplete(state.complete())
        .setPendingSegments(state.pending())
        .setParkedSegments(state.parked())
        .setAppliedTime(TimeMessages.timestamp(state.appliedTo()))
        .build();
  }
}
