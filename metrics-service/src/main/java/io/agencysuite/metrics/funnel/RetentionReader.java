package io.agencysuite.metrics.funnel;

import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.metrics.apply.TouchRecord;
import io.agencysuite.metrics.funnel.RetentionQuery.Activity;
import io.agencysuite.metrics.stream.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads in which periods everybody came: one pass over the touches, one over leads and orders. A
/// person takes a bit a period, and one for everything before the first.
final class RetentionReader {

  /// Visitors held at a time, about 100 bytes each.
  private static final int MOST_VISITORS = 500_000;

  private static final int BEFORE = RetentionQuery.MOST_PERIODS;
  private static final int NEVER = -1;

  private final FunnelReader.Scope scope;
  private final RetentionQuery query;
  private final long now;
  private final Runnable alive;
  private final long[] starts;
  private Map<Long, Long> visits = new HashMap<>();
  private Map<Long, Long> orders = new HashMap<>();
  private long untraced;

  private RetentionReader(
      FunnelReader.Scope scope, RetentionQuery query, long now, Runnable alive) {
    this.scope = scope;
    this.query = query;
    this.now = now;
    this.alive = alive;
    this.starts = new long[query.periods() + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Span.startOf(query.day(i), scope.zone());
    }
  }

  /// @param now in milliseconds
  /// @param alive throws when nobody waits for the answer any more
  static Retention read(FunnelReader.Scope scope, RetentionQuery query, long now, Runnable alive) {
    return new RetentionReader(scope, query, now, alive).read();
  }

  private Retention read() {
    Deals deals = Deals.read(scope.ledger(), scope.tenant(), scope.client(), alive);
    List<Long> visitors = List.of();
    if (query.needs(Activity.VISIT)) {
      readVisits();
      visitors = perCohort(visits);
    }
    int ids = visits.size();
    visits = joined(visits, deals.persons());
    if (query.needs(Activity.ORDER)) {
      readOrders(deals);
    }
    return new Retention(cohorts(), visitors, ids - visits.size(), untraced);
  }

  private void readVisits() {
    String prefix = TouchRecord.prefix(scope.tenant(), scope.client());
    scope
        .ledger()
        .scan(
            Ledger.TOUCHES,
            prefix,
            prefix + '~',
            (id, records) -> {
              alive.run();
              for (int i = 0; i < TouchRecord.count(records); i++) {
                long time = TouchRecord.decode(records, i).timeMillis();
                mark(visits, TouchRecord.visitor(records, i), period(time));
              }
            });
  }

  private void readOrders(Deals deals) {
    for (Deals.Deal deal : deals.all()) {
      if (deal.order()) {
        int period = period(deal.timeMillis());
        mark(orders, deals.persons().of(deal.person()), period);
        untraced += !deal.owned() && period != NEVER && period != BEFORE ? 1 : 0;
      }
    }
  }

  private void mark(Map<Long, Long> people, long who, int period) {
    if (period != NEVER) {
      people.merge(who, 1L << period, (a, b) -> a | b);
      if (people.size() > MOST_VISITORS) {
        throw new ResourceExhausted(
            "FUNNEL_TOO_LARGE",
            "from_date: the client has more than "
                + MOST_VISITORS
                + " visitors or customers (expected: fewer)");
      }
    }
  }

  private int period(long millis) {
    if (millis < starts[0]) {
      return BEFORE;
    }
    int found = Arrays.binarySearch(starts, millis);
    int period = found < 0 ? -found - 2 : found;
    return period < query.periods() ? period : NEVER;
  }

  private static Map<Long, Long> joined(Map<Long, Long> visits, Persons persons) {
    Map<Long, Long> joined = HashMap.newHashMap(visits.size());
    visits.forEach((visitor, bits) -> joined.merge(persons.of(visitor), bits, (a, b) -> a | b));
    return joined;
  }

  private List<Long> perCohort(Map<Long, Long> people) {
    long[] counts = new long[query.cohorts()];
    for (long bits : people.values()) {
      for (int cohort = 0; cohort < counts.length; cohort++) {
        counts[cohort] += bits >>> cohort & 1;
      }
    }
    return Arrays.stream(counts).boxed().toList();
  }

  private List<Retention.Cohort> cohorts() {
    long[] sizes = new long[query.cohorts()];
    long[][] counts = new long[query.cohorts()][query.following() + 1];
    Map<Long, Long> firsts = query.first() == Activity.VISIT ? visits : orders;
    Map<Long, Long> agains = query.again() == Activity.VISIT ? visits : orders;
    firsts.forEach((person, bits) -> {
      int cohort = bits < 0 ? BEFORE : Long.numberOfTrailingZeros(bits);
      if (cohort < sizes.length) {
        sizes[cohort]++;
        long came = agains.getOrDefault(person, 0L);
        for (int period = 0; period <= query.following(); period++) {
          counts[cohort][period] += came >>> (cohort + period) & 1;
        }
      }
    });
    List<Retention.Cohort> cohorts = new ArrayList<>();
    for (int cohort = 0; cohort < sizes.length; cohort++) {
      List<Retention.Cell> cells = new ArrayList<>();
      for (int period = 0; period <= query.following(); period++) {
        if (starts[cohort + period] <= now) {
          cells.add(new Retention.Cell(counts[cohort][period], isOver(cohort + period)));
        }
      }
      cohorts.add(new Retention.Cohort(query.day(cohort), sizes[cohort], isOver(cohort), cells));
    }
    return cohorts;
  }

  private boolean isOver(int period) {
    return starts[period + 1] <= now;
  }
}
