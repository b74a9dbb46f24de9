package io.agencysuite.metrics.report;

import io.agencysuite.metrics.report.ReportQuery.Dimension;
import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.rollup.UniquesName.Level;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sums the buckets and unites the visitors that a query is about. The work is that of the buckets,
/// not of the events in them.
final class ReportReader {

  private final LedgerStore ledger;
  private final String tenant;
  private final String client;
  private final ZoneId zone;
  private final ReportQuery query;
  private final TupleBook tuples;
  private final SortedMap<RowKey, Sums> rows = new TreeMap<>();
  private final Sums totals = new Sums();
  private final Map<Long, LocalDate> startsBySlot = new HashMap<>();

  ReportReader(LedgerStore ledger, String tenant, String client, ZoneId zone, ReportQuery query) {
    this.ledger = ledger;
    this.tenant = tenant;
    this.client = client;
    this.zone = zone;
    this.query = query;
    String id = tenant + '/' + client + "/tuples/all";
    this.tuples =
        TupleBook.decode(ledger.read(Ledger.TUPLES, List.of(id)).get(id), Integer.MAX_VALUE);
  }

  Report read() {
    readBuckets();
    readVisitors(rowLevel(), true);
    readVisitors(totalLevel(), false);
    rows.values().removeIf(Sums::isEmpty);
    return new Report(rows, totals, tuples.overflowed());
  }

  private void readBuckets() {
    long first = Slots.startOf(query.from(), zone);
    long end = Slots.startOf(query.to().plusDays(1), zone);
    String prefix = BucketName.prefix(tenant, client);
    String from = prefix + Slots.month(first);
    String until = prefix + Slots.month(end - 1) + '~';
    ledger.scan(
        Ledger.BUCKETS,
        from,
        until,
        (id, bytes) -> {
          BucketName name = BucketName.parse(id);
          if (isWanted(name.tuple())) {
            Bucket.decode(bytes)
                .slots()
                .forEach((slot, values) -> {
                  if (slot >= first && slot < end) {
                    long followers = values[Metric.FOLLOWERS.code()];
                    for (Sums sums : List.of(row(startOf(slot), name.tuple()), totals)) {
                      sums.add(name.currency(), values);
                      sums.addFollowers(name.tuple(), slot, followers);
                    }
                  }
                });
          }
        });
  }

  private void readVisitors(Level level, boolean intoRows) {
    String prefix = UniquesName.prefix(tenant, client);
    String from = UniquesName.first(prefix, level, query.from());
    String until = UniquesName.first(prefix, level, query.to().plusDays(1));
    ledger.scan(
        Ledger.UNIQUES,
        from,
        until,
        (id, bytes) -> {
          UniquesName name = UniquesName.parse(id);
          if (level == Level.ALL || isWanted(name.number())) {
            Sums sums = intoRows ? row(query.startOf(name.day()), name.number()) : totals;
            sums.addVisitors(name.consented(), bytes);
          }
        });
  }

  /// The coarsest sets that can be told apart by row.
  private Level rowLevel() {
    if (query.needsTuples()) {
      return Level.TUPLE;
    }
    return query.groupBy().isEmpty() && !query.isFiltered() ? Level.ALL : Level.CHANNEL;
  }

  private Level totalLevel() {
    if (!query.campaigns().isEmpty() || !query.posts().isEmpty()) {
      return Level.TUPLE;
    }
    return query.channels().isEmpty() ? Level.ALL : Level.CHANNEL;
  }

  /// What is counted as other has no known channel, so that a filter leaves it out.
  private boolean isWanted(int number) {
    if (number == TupleBook.OTHER) {
      return query.channels().isEmpty() && query.campaigns().isEmpty() && query.posts().isEmpty();
    }
    return query.accepts(tuples.tuple(number));
  }

  private Sums row(LocalDate start, int number) {
    boolean grouped = !query.groupBy().isEmpty();
    boolean other = grouped && number == TupleBook.OTHER;
    Tuple tuple = grouped ? tuples.tuple(number) : Tuple.DIRECT;
    RowKey key =
        new RowKey(
            start,
            query.groupBy().contains(Dimension.CHANNEL) ? tuple.channel() : "",
            query.groupBy().contains(Dimension.CAMPAIGN) ? tuple.campaign() : "",
            query.groupBy().contains(Dimension.POST) ? tuple.post() : "",
            other);
    return rows.computeIfAbsent(key, k -> new Sums());
  }

  private LocalDate startOf(long slot) {
    return startsBySlot.computeIfAbsent(
        slot, s -> query.startOf(Slots.start(s).atZone(zone).toLocalDate()));
  }
}
