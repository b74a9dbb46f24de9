package io.agencysuite.metrics.spend;

import io.agencysuite.metrics.cost.AdCost;
import io.agencysuite.metrics.spend.RefusedRow.Problem;
import io.agencysuite.metrics.spend.SpendImport.Counts;
import io.agencysuite.metrics.spend.SpendImport.CurrencyTotal;
import io.agencysuite.metrics.spend.SpendImport.DayTotal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Adds up what a commit would do.
final class SpendCheck {

  private static final int MOST_DAYS = 800;
  private static final int MOST_CAMPAIGNS = 200;

  private final SpendImport spec;
  private final TreeMap<String, DayTotal> days = new TreeMap<>();
  private final Set<String> campaigns = new TreeSet<>();
  private int created;
  private int changed;
  private int unchanged;

  SpendCheck(SpendImport spec) {
    this.spec = spec;
  }

  void add(PlannedEntry planned, SpendChange change) {
    switch (change.outcome()) {
      case CREATED -> created++;
      case CHANGED -> changed++;
      case UNCHANGED, REFUSED -> unchanged++;
    }
    campaigns.add(planned.entry().campaign());
    AdCost cost = planned.cost();
    if (cost != null) {
      AdCost known = change.cost();
      boolean same = known != null && known.currencyCode().equals(cost.currencyCode());
      long before = same && known != null ? known.minorUnits() : 0;
      days.merge(
          cost.day() + cost.currencyCode(),
          new DayTotal(cost.day(), cost.currencyCode(), cost.minorUnits(), before),
          (a, b) ->
              new DayTotal(
                  a.day(),
                  a.currency(),
                  Math.addExact(a.minorUnits(), b.minorUnits()),
                  Math.addExact(a.before(), b.before())));
    }
  }

  static RefusedRow refusal(SpendEntry entry) {
    return new RefusedRow(
        entry.row().line(),
        entry.row().cells(),
        List.of(
            new Problem(
                "",
                entry.day() + " was imported before with other levels of detail",
                "the same columns for account, campaign, ad set and ad, or that import reverted")));
  }

  SpendImport result(SpendReading reading, int refused, Instant now) {
    TreeMap<String, CurrencyTotal> currencies = new TreeMap<>();
    for (DayTotal day : days.values()) {
      int differs = day.minorUnits() == day.before() ? 0 : 1;
      currencies.merge(
          day.currency(),
          new CurrencyTotal(day.currency(), day.minorUnits(), day.before(), differs),
          (a, b) ->
              new CurrencyTotal(
                  a.currency(),
                  Math.addExact(a.minorUnits(), b.minorUnits()),
                  Math.addExact(a.before(), b.before()),
                  a.changedDays() + b.changedDays()));
    }
    long stated = currencies.size() == 1 ? stated(reading, currencies.firstKey()) : -1;
    return spec.checked(
        new Counts(
            reading.rows(),
            reading.totalRows(),
            refused,
            reading.entries().size(),
            created,
            changed,
            unchanged,
            0),
        days.values().stream().limit(MOST_DAYS).toList(),
        List.copyOf(currencies.values()),
        stated,
        campaigns.stream().limit(MOST_CAMPAIGNS).toList(),
        now);
  }

  private static long stated(SpendReading reading, String currency) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return reading
        .statedTotal()
        .map(total -> total.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValue())
        .orElse(-1L);
  }
}
