package io.agencysuite.kit.money;

import io.agencysuite.kit.error.InvalidArgument;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/// The currencies of ISO 4217.
public final class Currencies {
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private Currencies() {}

  /// The code itself; refuses one that no currency has.
  public static String require(String field, String code) {
    if (!CODES.contains(code)) {
      throw InvalidArgument.field(field, "'" + code + "'", "a currency of ISO 4217, such as EUR");
    }
    return code;
  }
}
