package io.agencysuite.metrics.insight;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The counts of a network; null where it says nothing.
///
/// @param followers at the end of the day
public record NetworkCounts(
    @Nullable Long reach,
    @Nullable Long impressions,
    @Nullable Long likes,
    @Nullable Long comments,
    @Nullable Long shares,
    @Nullable Long networkClicks,
    @Nullable Long followers) {

  public static final NetworkCounts NONE =
      new NetworkCounts(null, null, null, null, null, null, null);

  public NetworkCounts {
    Stream.of(reach, impressions, likes, comments, shares, networkClicks, followers)
        .filter(Objects::nonNull)
        .filter(count -> count < 0)
        .forEach(count -> {
          throw new IllegalArgumentException("count: " + count + " (expected: zero or more)");
        });
  }
}
