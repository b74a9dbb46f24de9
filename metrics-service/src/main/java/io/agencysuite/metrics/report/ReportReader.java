package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.rollup.UniquesName.Level;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sums the buckets and unites the visitors that a query is about. The work is that of the buckets,
/// not of the events in them.
final class ReportReader {

  private final Scope scope;
  private final ReportQuery query;
  private final Places places;
  private final DayShift days;
  private final RowCalendar calendar;
  private final long first;
  private final long end;
  private final SortedMap<RowKey, Sums> rows = new TreeMap<>();
  private final Sums totals = new Sums();

  /// @param days those of the query, or those to compare with
  ReportReader(Scope scope, ReportQuery query, Places places, DayShift days) {
    this.scope = scope;
    this.query = query;
    this.places = places;
    this.days = days;
    this.calendar = new RowCalendar(query, scope.zone(), days);
    this.first = Slots.startOf(days.from(), scope.zone());
    this.end = Slots.startOf(days.to().plusDays(1), scope.zone());
  }

  Report read() {
    readBuckets();
    if (query.byMember()) {
      readEffort();
    }
    if (!query.hourly()) {
      readVisitors(rowLevel(), true);
    }
    readVisitors(totalLevel(), false);
    rows.values().removeIf(Sums::isEmpty);
    return new Report(rows, totals);
  }

  private void readBuckets() {
    String prefix = BucketName.prefix(scope.tenant(), scope.client());
    String from = prefix + Slots.month(first);
    String until = prefix + Slots.month(end - 1) + '~';
    scope
        .ledger()
        .scan(
            Ledger.BUCKETS,
            from,
            until,
            (id, bytes) -> {
              BucketName name = BucketName.parse(id);
              if (places.wants(name.tuple())) {
                addBucket(name, Bucket.decode(bytes));
              }
            });
  }

  private void addBucket(BucketName name, Bucket bucket) {
    RowGroup group = places.group(name.tuple());
    @Nullable RowStart start = null;
    Sums row = totals;
    for (Map.Entry<Long, long[]> entry : bucket.slots().entrySet()) {
      long slot = entry.getKey();
      if (slot < first || slot >= end) {
        continue;
      }
      RowStart next = calendar.ofSlot(slot);
      if (!next.equals(start)) {
        start = next;
        row = row(next, group);
      }
      long[] values = entry.getValue();
      if (query.byMember()) {
        values[Metric.MINUTES.code()] = 0;
        values[Metric.UNRATED_MINUTES.code()] = 0;
        values[Metric.LABOUR_COST.code()] = 0;
      }
      for (Sums sums : new Sums[] {row, totals}) {
        sums.add(name.currency(), values);
        sums.addFollowers(name.tuple(), slot, values[Metric.FOLLOWERS.code()]);
      }
    }
  }

  /// Logged time by who worked, which the buckets do not tell apart.
  private void readEffort() {
    scope.facts(
        FactKind.HOUR,
        (id, bytes) -> {
          Fact fact = Fact.decode(bytes);
          if (!fact.counted().isEmpty()
              && StateMessages.arrival(fact.state()).body() instanceof Body.Hour hour) {
            fact.counted().forEach((cell, value) -> addEffort(cell, value, hour.member()));
          }
        });
  }

  private void addEffort(Cell cell, long value, String member) {
    if (cell.slot() >= first && cell.slot() < end && places.wants(cell.tuple(), member)) {
      RowStart start = calendar.ofSlot(cell.slot());
      row(start, places.group(cell.tuple(), member)).add(cell.currency(), cell.metric(), value);
      totals.add(cell.currency(), cell.metric(), value);
    }
  }

  private void readVisitors(Level level, boolean intoRows) {
    String prefix = UniquesName.prefix(scope.tenant(), scope.client());
    String from = UniquesName.first(prefix, level, days.from());
    String until = UniquesName.first(prefix, level, days.to().plusDays(1));
    scope
        .ledger()
        .scan(
            Ledger.UNIQUES,
            from,
            until,
            (id, bytes) -> {
              UniquesName name = UniquesName.parse(id);
              if (level == Level.ALL || places.wants(name.number())) {
                Sums sums =
                    intoRows
                        ? row(calendar.ofDay(name.day()), places.group(name.number()))
                        : totals;
                sums.addVisitors(name.consented(), bytes);
              }
            });
  }

  /// The coarsest sets that can be told apart by row.
  private Level rowLevel() {
    if (query.needsTuples()) {
      return Level.TUPLE;
    }
    return query.groupBy().isEmpty() && query.filter().channels().isEmpty()
        ? Level.ALL
        : Level.CHANNEL;
  }

  private Level totalLevel() {
    if (query.filter().needsTuples()) {
      return Level.TUPLE;
    }
    return query.filter().channels().isEmpty() ? Level.ALL : Level.CHANNEL;
  }

  private Sums row(RowStart start, RowGroup group) {
    return rows.computeIfAbsent(new RowKey(start, group), k -> new Sums());
  }
}
