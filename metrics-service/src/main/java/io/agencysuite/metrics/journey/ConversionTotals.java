package io.agencysuite.metrics.journey;

import java.util.Map;
import java.util.TreeMap;

/// Sums over the conversions of a period.
final class ConversionTotals {

  /// Money in one currency.
  record Sums(long revenue, long refunds) {

    static final Sums NONE = new Sums(0, 0);

    long net() {
      return revenue - refunds;
    }
  }

  private final Map<String, Sums> byCurrency = new TreeMap<>();
  private long conversions;
  private long refundsInPeriod;

  void conversion() {
    conversions++;
  }

  void money(String currency, boolean refund, long amount) {
    Sums before = in(currency);
    byCurrency.put(
        currency,
        new Sums(
            Math.addExact(before.revenue(), refund ? 0 : amount),
            Math.addExact(before.refunds(), refund ? amount : 0)));
  }

  void refundInPeriod(long amount) {
    refundsInPeriod = Math.addExact(refundsInPeriod, amount);
  }

  long conversions() {
    return conversions;
  }

  long refundsInPeriod() {
    return refundsInPeriod;
  }

  Sums in(String currency) {
    return byCurrency.getOrDefault(currency, Sums.NONE);
  }

  Map<String, Sums> byCurrency() {
    return byCurrency;
  }
}
