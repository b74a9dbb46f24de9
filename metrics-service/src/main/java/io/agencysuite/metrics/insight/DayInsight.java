package io.agencysuite.metrics.insight;

import io.agencysuite.metrics.keyed.Keyed;
import io.agencysuite.metrics.keyed.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/// What a network says about a day.
///
/// @param externalId key of the sender, unique within the client
/// @param day calendar day in the client's zone, `YYYY-MM-DD`
/// @param removed it was taken back; it has no counts then
public record DayInsight(
    String externalId,
    String day,
    String channel,
    String campaign,
    String post,
    NetworkCounts counts,
    Source source,
    boolean removed,
    Instant createTime,
    Instant updateTime)
    implements Keyed<DayInsight> {

  public DayInsight {
    if (externalId.isBlank()) {
      throw new IllegalArgumentException("external_id: '' (expected: a key of the sender)");
    }
    if (counts.followers() != null && !(campaign + post).isEmpty()) {
      throw new IllegalArgumentException(
          "followers of campaign '" + campaign + "' (expected: of a channel as a whole)");
    }
    Objects.requireNonNull(LocalDate.parse(day));
    Objects.requireNonNull(source);
    Objects.requireNonNull(createTime);
    Objects.requireNonNull(updateTime);
  }

  @Override
  public DayInsight storedAt(Instant created, Instant updated) {
    return with(counts, source, removed, created, updated);
  }

  @Override
  public DayInsight from(Source newSource) {
    return with(counts, newSource, removed, createTime, updateTime);
  }

  @Override
  public DayInsight takenBack() {
    return with(NetworkCounts.NONE, source, true, createTime, updateTime);
  }

  private DayInsight with(
      NetworkCounts newCounts, Source newSource, boolean gone, Instant created, Instant updated) {
    return new DayInsight(
        externalId, day, channel, campaign, post, newCounts, newSource, gone, created, updated);
  }
}
