package io.agencysuite.metrics.cost;

import io.agencysuite.metrics.keyed.Keyed;
import io.agencysuite.metrics.keyed.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/// Money spent on a channel on a day.
///
/// @param externalId key of the sender, unique within the client
/// @param day calendar day in the client's zone, `YYYY-MM-DD`
/// @param removed it was taken back; its amount is zero then
public record AdCost(
    String externalId,
    String day,
    String channel,
    String campaign,
    String post,
    long minorUnits,
    String currencyCode,
    String note,
    Source source,
    boolean removed,
    Instant createTime,
    Instant updateTime)
    implements Keyed<AdCost> {

  public AdCost {
    if (externalId.isBlank() || minorUnits < 0 || currencyCode.length() != 3) {
      throw new IllegalArgumentException(
          "cost '"
              + externalId
              + "' of "
              + minorUnits
              + ' '
              + currencyCode
              + " (expected: an id, zero or more, a currency)");
    }
    Objects.requireNonNull(LocalDate.parse(day));
    Objects.requireNonNull(source);
    Objects.requireNonNull(createTime);
    Objects.requireNonNull(updateTime);
  }

  @Override
  public AdCost storedAt(Instant created, Instant updated) {
    return with(minorUnits, source, removed, created, updated);
  }

  @Override
  public AdCost from(Source newSource) {
    return with(minorUnits, newSource, removed, createTime, updateTime);
  }

  @Override
  public AdCost takenBack() {
    return with(0, source, true, createTime, updateTime);
  }

  private AdCost with(
      long amount, Source newSource, boolean gone, Instant created, Instant updated) {
    return new AdCost(
        externalId,
        day,
        channel,
        campaign,
        post,
        amount,
        currencyCode,
        note,
        newSource,
        gone,
        created,
        updated);
  }
}
