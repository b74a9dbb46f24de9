package io.agencysuite.metrics.state;

/// Money in minor units.
public record Amount(long minorUnits, String currency) {

  public Amount {
    if (currency.length() != 3) {
      throw new IllegalArgumentException(
          "currency: '" + currency + "' (expected: a code of three letters)");
    }
  }
}
