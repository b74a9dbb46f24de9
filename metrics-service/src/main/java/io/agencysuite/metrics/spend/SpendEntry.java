package io.agencysuite.metrics.spend;

import io.agencysuite.metrics.keyed.KeyedId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;

/// A day of a campaign, ad set or ad, all its rows added together.
final class SpendEntry {

  private final String profile;
  private final LocalDate day;
  private final String identity;
  private final String campaign;
  private final String currency;
  private final SpendFile.Row row;
  private BigDecimal amount = BigDecimal.ZERO;
  private final Map<SpendField, Long> counts = new EnumMap<>(SpendField.class);

  /// @param row its first
  SpendEntry(
      String profile,
      LocalDate day,
      String identity,
      String campaign,
      String currency,
      SpendFile.Row row) {
    this.profile = profile;
    this.day = day;
    this.identity = identity;
    this.campaign = campaign;
    this.currency = currency;
    this.row = row;
  }

  void add(BigDecimal more, Map<SpendField, Long> moreCounts) {
    amount = amount.add(more);
    moreCounts.forEach((field, count) ->
        counts.merge(
            field, count, (a, b) -> field == SpendField.FOLLOWERS ? b : Math.addExact(a, b)));
  }

  String externalId() {
    return profile + ':' + day + ':' + KeyedId.of(identity);
  }

  /// What must not be imported at two levels: a day of a platform.
  String group() {
    return profile + ':' + day;
  }

  String day() {
    return day.toString();
  }

  String campaign() {
    return campaign;
  }

  String currency() {
    return currency;
  }

  /// Rounded half up to the currency's minor unit, once for the whole entry.
  long minorUnits() {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return amount.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  SpendFile.Row row() {
    return row;
  }

  Map<SpendField, Long> counts() {
    return counts;
  }
}
