package io.agencysuite.metrics.rollup;

import java.util.Comparator;

/// One counter: a tuple's metric in a slot.
///
/// @param currency ISO 4217 code for money; empty otherwise
/// @param slot quarter hours since 1970, see [Slots]
public record Cell(int tuple, String currency, long slot, Metric metric)
    implements Comparable<Cell> {

  private static final Comparator<Cell> ORDER =
      Comparator.comparingInt(Cell::tuple)
          .thenComparing(Cell::currency)
          .thenComparingLong(Cell::slot)
          .thenComparing(Cell::metric);

  public Cell {
    if (metric.money() == currency.isEmpty()) {
      throw new IllegalArgumentException(
          metric + " with currency '" + currency + "' (expected: a currency for money only)");
    }
  }

  @Override
  public int compareTo(Cell o) {
    return ORDER.compare(this, o);
  }
}
