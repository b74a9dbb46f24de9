package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Distinct;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Uniques;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The sums of a row.
final class Sums {

  private static final int MINUTES_PER_HOUR = 60;

  private final TreeMap<String, long[]> byCurrency = new TreeMap<>();
  private final Uniques consented = Uniques.forUnion();
  private final Uniques anonymous = Uniques.forUnion();
  private final Map<Boolean, Distinct> alone = new TreeMap<>();
  private final Map<Integer, Level> followers = new TreeMap<>();

  private record Level(long slot, long value) {}

  /// @param currency empty for what is no money
  void add(String currency, long[] values) {
    long[] sums = byCurrency.computeIfAbsent(currency, c -> new long[Metric.COUNT]);
    for (int code = 0; code < Metric.FOLLOWERS.code(); code++) {
      sums[code] = saturated(sums[code], values[code]);
    }
  }

  /// @param currency empty for what is no money
  void add(String currency, Metric metric, long value) {
    long[] sums = byCurrency.computeIfAbsent(currency, c -> new long[Metric.COUNT]);
    sums[metric.code()] = saturated(sums[metric.code()], value);
  }

  /// Keeps the followers of the newest slot of each tuple.
  void addFollowers(int tuple, long slot, long followers) {
    if (followers != 0) {
      Level level = new Level(slot, followers);
      this.followers.merge(tuple, level, (a, b) -> a.slot() > b.slot() ? a : b);
    }
  }

  void addVisitors(boolean withConsent, byte[] encoded) {
    (withConsent ? consented : anonymous).addAll(encoded);
  }

  /// Counts the visitors of a set that is the row's only one.
  void countVisitors(boolean withConsent, Distinct visitors) {
    if (alone.put(withConsent, visitors) != null) {
      throw new IllegalStateException("a second set of visitors in a row of one");
    }
  }

  long count(Metric metric) {
    return get("", metric);
  }

  long money(String currency, Metric metric) {
    return get(currency, metric);
  }

  /// The sums by currency; the empty one holds what is no money.
  Map<String, long[]> byCurrency() {
    return byCurrency;
  }

  Distinct visitors(boolean withConsent) {
    Distinct counted = alone.get(withConsent);
    return counted != null ? counted : (withConsent ? consented : anonymous).distinct();
  }

  /// Followers at the end, over all channels; empty when no network said a number.
  OptionalLong followers() {
    return followers.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(followers.values().stream().mapToLong(Level::value).sum());
  }

  long netRevenue(String currency) {
    return saturated(money(currency, Metric.REVENUE), -money(currency, Metric.REFUNDS));
  }

  long margin(String currency) {
    long costs = saturated(money(currency, Metric.AD_COST), money(currency, Metric.LABOUR_COST));
    return saturated(netRevenue(currency), -costs);
  }

  /// Net revenue an hour, rounded half up; only with logged minutes.
  long netRevenuePerHour(String currency) {
    long minutes = count(Metric.MINUTES);
    BigInteger doubled =
        BigInteger.valueOf(netRevenue(currency)).multiply(BigInteger.valueOf(2 * MINUTES_PER_HOUR));
    return new BigDecimal(doubled.add(BigInteger.valueOf(minutes)))
        .divide(BigDecimal.valueOf(2 * minutes), 0, RoundingMode.FLOOR)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValueExact();
  }

  /// A sum too large ends at the largest number: the report is answered, and its proof says no.
  private static long saturated(long a, long b) {
    long sum = a + b;
    boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
    return overflows ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  boolean isEmpty() {
    for (long[] sums : byCurrency.values()) {
      for (long sum : sums) {
        if (sum != 0) {
          return false;
        }
      }
    }
    return followers.isEmpty() && visitors(true).count() == 0 && visitors(false).count() == 0;
  }

  private long get(String currency, Metric metric) {
    long[] sums = byCurrency.get(currency);
    return sums == null ? 0 : sums[metric.code()];
  }
}
