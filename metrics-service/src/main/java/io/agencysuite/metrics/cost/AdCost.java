package io.agencysuite.metrics.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/// Money spent on a channel on a day.
///
/// @param externalId key of the sender, unique within the client
/// @param costDate calendar day in the client's zone, `YYYY-MM-DD`
public record AdCost(
    String externalId,
    String costDate,
    String channel,
    String campaign,
    String post,
    long minorUnits,
    String currencyCode,
    String note,
    Instant createTime,
    Instant updateTime) {

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
    Objects.requireNonNull(LocalDate.parse(costDate));
    Objects.requireNonNull(createTime);
    Objects.requireNonNull(updateTime);
  }

  /// True if both say the same about the money, whenever they were stored.
  boolean saysTheSameAs(AdCost other) {
    return equals(other.storedAt(createTime, updateTime));
  }

  AdCost storedAt(Instant created, Instant updated) {
    return new AdCost(
        externalId,
        costDate,
        channel,
        campaign,
        post,
        minorUnits,
        currencyCode,
        note,
        created,
        updated);
  }
}
