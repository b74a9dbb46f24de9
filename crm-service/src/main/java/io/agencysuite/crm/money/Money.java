package io.agencysuite.crm.money;

import io.agencysuite.kit.error.InvalidArgument;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/// An amount in the minor unit of its currency.
///
/// @param minorUnits at most [#LIMIT] either way, so that sums of a document cannot overflow
public record Money(long minorUnits, String currencyCode) {

  public static final long LIMIT = 1_000_000_000_000_000L;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  public Money {
    if (minorUnits > LIMIT || minorUnits < -LIMIT) {
      throw InvalidArgument.field("minor_units", minorUnits, "-" + LIMIT + ".." + LIMIT);
    }
    if (currencyCode.length() != 3) {
      throw InvalidArgument.field("currency_code", currencyCode, "three letters, ISO 4217");
    }
  }

  /// Refuses a code that no currency has.
  public static String requireCurrency(String field, String code) {
    if (!CURRENCIES.contains(code)) {
      throw InvalidArgument.field(field, "'" + code + "'", "a currency of ISO 4217, such as EUR");
    }
    return code;
  }

  public Money plus(Money other) {
    requireSameCurrency("currency_code", other);
    return new Money(minorUnits + other.minorUnits, currencyCode);
  }

  /// Refuses an amount in another currency.
  public void requireSameCurrency(String field, Money other) {
    if (!currencyCode.equals(other.currencyCode)) {
      throw new InvalidArgument(
          "CURRENCY_MISMATCH",
          field + ": " + other.currencyCode + " (expected: " + currencyCode + ")",
          java.util.List.of(
              new io.agencysuite.kit.error.FieldViolation(
                  field, other.currencyCode + " (expected: " + currencyCode + ")")));
    }
  }
}
