package io.agencysuite.metrics.clientreport;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A link to an issued report.
///
/// @param lastView null before it was opened
public record Share(
    Instant createTime,
    Instant expireTime,
    boolean revoked,
    long views,
    @Nullable Instant lastView) {

  public Share {
    Objects.requireNonNull(createTime);
    Objects.requireNonNull(expireTime);
  }

  boolean opensAt(Instant now) {
    return !revoked && now.isBefore(expireTime);
  }

  Share withdrawn() {
    return new Share(createTime, expireTime, true, views, lastView);
  }

  Share viewed(Instant now) {
    return new Share(createTime, expireTime, revoked, views + 1, now);
  }
}
