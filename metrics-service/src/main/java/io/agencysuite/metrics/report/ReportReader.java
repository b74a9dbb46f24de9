package io.agencysuite.metrics.report;

import io.agencysuite.metrics.report.ReportQuery.Dimension;
import io.agencysuite.metrics.report.ReportQuery.Granularity;
import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Distinct;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.rollup.UniquesName.Level;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
      if (oneSetRows()) {
        countVisitors(rowLevel());
      } else {
        readVisitors(rowLevel(), true);
      }
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
                addBucket(name, bytes);
              }
            });
  }

  /// Slots of one row are summed before they are looked up.
  private void addBucket(BucketName name, byte[] bytes) {
    RowGroup group = places.group(name.tuple());
    SlotSums sums = new SlotSums();
    Bucket.read(
        bytes,
        (slot, values) -> {
          if (slot < first || slot >= end) {
            return;
          }
          RowStart start = calendar.ofSlot(slot);
          if (sums.start != null && !start.equals(sums.start)) {
            add(sums, name, group);
          }
          sums.start = start;
          sums.add(slot, values);
        });
    add(sums, name, group);
  }

  private void add(SlotSums sums, BucketName name, RowGroup group) {
    RowStart start = sums.start;
    if (start == null) {
      return;
    }
    if (query.byMember()) {
      sums.values[Metric.MINUTES.code()] = 0;
      sums.values[Metric.UNRATED_MINUTES.code()] = 0;
      sums.values[Metric.LABOUR_COST.code()] = 0;
    }
    for (Sums each : List.of(row(start, group), totals)) {
      each.add(name.currency(), sums.values);
      each.addFollowers(name.tuple(), sums.followersSlot, sums.followers);
    }
    sums.clear();
  }

  /// What successive slots of one row come to; of the followers the last number.
  private static final class SlotSums {
    private final long[] values = new long[Metric.COUNT];
    private @Nullable RowStart start;
    private long followers;
    private long followersSlot;

    void add(long slot, long[] more) {
      for (int code = 0; code < Metric.FOLLOWERS.code(); code++) {
        values[code] += more[code];
      }
      if (more[Metric.FOLLOWERS.code()] != 0) {
        followers = more[Metric.FOLLOWERS.code()];
        followersSlot = slot;
      }
    }

    void clear() {
      Arrays.fill(values, 0);
      start = null;
      followers = 0;
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

  /// True if every row has one set of visitors at most, so that nothing has to be united.
  private boolean oneSetRows() {
    return query.granularity() == Granularity.DAY
        && days.unshifted()
        && (rowLevel() == Level.ALL
            || (rowLevel() == Level.CHANNEL && query.groupBy().equals(Set.of(Dimension.CHANNEL))));
  }

  private void countVisitors(Level level) {
    String prefix = UniquesName.prefix(scope.tenant(), scope.client());
    scope
        .ledger()
        .scanSummaries(
            Ledger.UNIQUES,
            UniquesName.first(prefix, level, days.from()),
            UniquesName.first(prefix, level, days.to().plusDays(1)),
            (id, summary) -> {
              UniquesName name = UniquesName.parse(id);
              if (level == Level.ALL || places.wants(name.number())) {
                row(calendar.ofDay(name.day()), places.group(name.number()))
                    .countVisitors(name.consented(), Distinct.decode(summary));
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
