package io.agencysuite.proof;

import io.agencysuite.rest.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// The exchange rates of a client, and what money in another currency comes to by them.
final class Rates {

  private static final BigInteger LARGEST = BigInteger.TEN.pow(12);
  private static final int WEEK = 7;

  private record Key(String from, String to, LocalDate day) {}

  private final String home;
  private final Map<Key, BigDecimal> table = new HashMap<>();

  Rates(Export export) {
    this.home = export.currency();
    for (JsonNode rate : export.rates()) {
      Key key =
          new Key(
              Json.text(rate, "fromCurrency"),
              Json.text(rate, "toCurrency"),
              LocalDate.parse(Json.text(rate, "rateDate")));
      table.put(key, new BigDecimal(Json.text(rate, "rate")));
    }
  }

  /// In minor units of the client's currency; empty without a rate of the week.
  OptionalLong home(long minorUnits, String currency, LocalDate day) {
    if (currency.equals(home)) {
      return OptionalLong.of(minorUnits);
    }
    BigDecimal money =
        BigDecimal.valueOf(minorUnits, Currency.getInstance(currency).getDefaultFractionDigits());
    int digits = Currency.getInstance(home).getDefaultFractionDigits();
    for (LocalDate at = day; !at.isBefore(day.minusDays(WEEK)); at = at.minusDays(1)) {
      BigDecimal direct = table.get(new Key(currency, home, at));
      BigDecimal inverse = table.get(new Key(home, currency, at));
      if (direct != null) {
        return minor(money.multiply(direct).setScale(digits, RoundingMode.HALF_UP));
      } else if (inverse != null) {
        return minor(money.divide(inverse, digits, RoundingMode.HALF_UP));
      }
    }
    return OptionalLong.empty();
  }

  /// What is too large stays in its own currency.
  private static OptionalLong minor(BigDecimal money) {
    BigInteger units = money.unscaledValue();
    return units.abs().compareTo(LARGEST) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(units.longValueExact());
  }
}
