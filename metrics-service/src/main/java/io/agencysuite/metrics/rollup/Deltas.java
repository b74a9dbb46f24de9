package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a segment adds to the buckets of one client.
public final class Deltas {

  private final Map<BucketName, Bucket> buckets = new HashMap<>();

  public void add(Cell cell, long value) {
    if (value != 0) {
      buckets
          .computeIfAbsent(BucketName.of(cell), name -> new Bucket())
          .add(cell.slot(), cell.metric(), value);
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
    buckets.forEach((name, bucket) -> encoded.put(name.id(prefix), bucket.encode()));
    List<Op> ops = new ArrayList<>();
    encoded.forEach((id, bytes) -> {
      if (bytes.length > 0) {
        ops.add(Op.merge(Ledger.BUCKETS, id, bytes));
      }
    });
    return ops;
  }
}
