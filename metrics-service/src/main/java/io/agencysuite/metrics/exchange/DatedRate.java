package io.agencysuite.metrics.exchange;

import io.agencysuite.metrics.keyed.Keyed;
import io.agencysuite.metrics.keyed.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/// What one unit of a currency was worth in another on a day.
///
/// @param externalId the two currencies and the day, see [#key]
/// @param day calendar day, `YYYY-MM-DD`
/// @param rate as published
/// @param removed it was taken back and converts nothing
public record DatedRate(
    String externalId,
    String day,
    String fromCurrency,
    String toCurrency,
    String rate,
    String publisher,
    Source source,
    boolean removed,
    Instant createTime,
    Instant updateTime)
    implements Keyed<DatedRate> {

  public DatedRate {
    if (new BigDecimal(rate).signum() <= 0 || fromCurrency.equals(toCurrency)) {
      throw new IllegalArgumentException(
          "rate of " + externalId + ": " + rate + " (expected: above 0, of two currencies)");
    }
    Objects.requireNonNull(LocalDate.parse(day));
    Objects.requireNonNull(publisher);
    Objects.requireNonNull(source);
    Objects.requireNonNull(createTime);
    Objects.requireNonNull(updateTime);
  }

  /// The key of a rate.
  public static String key(String fromCurrency, String toCurrency, String day) {
    return fromCurrency + '/' + toCurrency + '/' + day;
  }

  @Override
  public DatedRate storedAt(Instant created, Instant updated) {
    return with(source, removed, created, updated);
  }

  @Override
  public DatedRate from(Source newSource) {
    return with(newSource, removed, createTime, updateTime);
  }

  @Override
  public DatedRate takenBack() {
    return with(source, true, createTime, updateTime);
  }

  private DatedRate with(Source newSource, boolean gone, Instant created, Instant updated) {
    return new DatedRate(
        externalId,
        day,
        fromCurrency,
        toCurrency,
        rate,
        publisher,
        newSource,
        gone,
        created,
        updated);
  }
}
