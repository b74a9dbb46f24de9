package io.agencysuite.metrics.vanity;

import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/// Reads a client's days from the buckets of the report: net revenue as the report shows it by day,
/// and what the networks counted.
final class VanityReader {

  private final LedgerStore ledger;
  private final ZoneId zone;
  private final String currency;
  private final Set<String> channels;

  /// @param channels whose counts are read; all when empty
  VanityReader(LedgerStore ledger, ZoneId zone, String currency, Set<String> channels) {
    this.ledger = ledger;
    this.zone = zone;
    this.currency = currency;
    this.channels = Set.copyOf(channels);
  }

  DailySeries read(String tenant, String client, DayRange range) {
    String id = tenant + '/' + client + "/tuples/all";
    TupleBook tuples = TupleBook.decode(ledger.read(Ledger.TUPLES, List.of(id)).get(id), 0);
    int days = (int) ChronoUnit.DAYS.between(range.from(), range.to()) + 1;
    DailySeries series = new DailySeries(range.from(), days);
    NetworkDays network = new NetworkDays(days);
    long first = Slots.startOf(range.from(), zone);
    long end = Slots.startOf(range.to().plusDays(1), zone);
    String prefix = BucketName.prefix(tenant, client);
    ledger.scan(
        Ledger.BUCKETS,
        prefix + Slots.month(first),
        prefix + Slots.month(end - 1) + '~',
        (name, bytes) -> {
          BucketName bucket = BucketName.parse(name);
          Tuple tuple = tuples.tuple(bucket.tuple());
          Bucket.decode(bytes)
              .slots()
              .forEach((slot, values) -> {
                if (slot >= first && slot < end) {
                  int day = day(range.from(), slot);
                  if (bucket.currency().equals(currency)) {
                    series.revenue[day] +=
                        values[Metric.REVENUE.code()] - values[Metric.REFUNDS.code()];
                  } else if (bucket.currency().isEmpty() && isWanted(tuple)) {
                    network.add(day, tuple, values);
                  }
                }
              });
        });
    network.into(series);
    return series;
  }

  private boolean isWanted(Tuple tuple) {
    return channels.isEmpty() || channels.contains(tuple.channel());
  }

  private int day(LocalDate from, long slot) {
    LocalDate day = Slots.start(slot).atZone(zone).toLocalDate();
    return (int) ChronoUnit.DAYS.between(from, day);
  }
}
