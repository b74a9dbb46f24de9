package io.agencysuite.crm.money;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;

/// An amount in the minor unit of its currency.
///
/// @param minorUnits at most [#LIMIT] either way, so that sums of a document cannot overflow
public record Money(long minorUnits, String currencyCode) {

  public static final long LIMIT = 1_000_000_000_000_000L;

  public Money {
    if (minorUnits > LIMIT || minorUnits < -LIMIT) {
      throw InvalidArgument.field("minor_units", minorUnits, "-" + LIMIT + ".." + LIMIT);
    }
    if (currencyCode.length() != 3) {
      throw InvalidArgument.field("currency_code", currencyCode, "three letters, ISO 4217");
    }
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
          List.of(
              new FieldViolation(field, other.currencyCode + " (expected: " + currencyCode + ")")));
    }
  }
}
