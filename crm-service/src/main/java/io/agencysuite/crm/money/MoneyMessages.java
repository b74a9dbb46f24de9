package io.agencysuite.crm.money;

import io.agencysuite.kit.money.Currencies;

/// Amounts on the wire.
public final class MoneyMessages {

  private MoneyMessages() {}

  public static io.agencysuite.common.v1.Money to(Money money) {
    return io.agencysuite.common.v1.Money.newBuilder()
        .setMinorUnits(money.minorUnits())
        .setCurrencyCode(money.currencyCode())
        .build();
  }

  /// @param field proto path, for the error
  public static Money from(String field, io.agencysuite.common.v1.Money money) {
    return new Money(
        money.getMinorUnits(),
        Currencies.require(field + ".currency_code", money.getCurrencyCode()));
  }
}
