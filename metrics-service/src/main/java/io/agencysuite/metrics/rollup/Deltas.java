package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.Op;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a segment adds to the buckets of one client.
public final class Deltas {

  /// A bucket, cheaper to find than by its name.
  private record Place(YearMonth month, int tuple, String currency) {}

  private final Map<Place, Bucket> buckets = new HashMap<>();
  private final Map<Long, YearMonth> months = new HashMap<>();

  public void add(Cell cell, long value) {
    add(cell.tuple(), cell.currency(), cell.slot(), cell.metric(), value);
  }

  /// Adds to a counter that is no money.
  public void add(int tuple, long slot, Metric metric, long value) {
    add(tuple, "", slot, metric, value);
  }

  private void add(int tuple, String currency, long slot, Metric metric, long value) {
    if (value != 0) {
      YearMonth month = months.computeIfAbsent(slot, Slots::yearMonth);
      buckets
          .computeIfAbsent(new Place(month, tuple, currency), place -> new Bucket())
          .add(slot, metric, value);
    }
  }

  /// Takes the old contribution out and puts the new one in.
  public void replace(Map<Cell, Long> before, Map<Cell, Long> after) {
    before.forEach((cell, value) -> add(cell, -value));
    after.forEach(this::add);
  }

  /// One op a bucket, by id; those whose counters cancel out are left away.
  public List<Op> ops(String prefix) {
    Map<String, byte[]> encoded = new TreeMap<>();
    buckets.forEach((place, bucket) -> {
      String month = Slots.month(place.month());
      BucketName name = new BucketName(month, place.tuple(), place.currency());
      encoded.put(name.id(prefix), bucket.encode());
    });
    List<Op> ops = new ArrayList<>();
    encoded.forEach((id, bytes) -> {
      if (bytes.length > 0) {
        ops.add(Op.merge(Ledger.BUCKETS, id, bytes));
      }
    });
    return ops;
  }
}
