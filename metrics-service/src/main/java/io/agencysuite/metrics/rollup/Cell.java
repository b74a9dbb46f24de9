package io.agencysuite.metrics.rollup;

/// One counter: a tuple's metric in a slot.
///
/// @param currency ISO 4217 code for money; empty otherwise
/// @param slot quarter hours since 1970, see [Slots]
public record Cell(int tuple, String currency, long slot, Metric metric) {

  public Cell {
    if (metric.money() == currency.isEmpty()) {
      throw new IllegalArgumentException(
          metric + " with currency '" + currency + "' (expected: a currency for money only)");
    }
  }
}
