package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counters of one client, month, tuple and currency: values by metric, by slot. Stored as one
/// small binary column, because a report reads thousands of them.
public final class Bucket {

  private final TreeMap<Long, long[]> slots = new TreeMap<>();

  public static Bucket decode(byte @Nullable [] bytes) {
    Bucket bucket = new Bucket();
    if (bytes != null) {
      bucket.addAll(bytes);
    }
    return bucket;
  }

  /// Adds a delta to a stored bucket.
  public static byte[] merge(byte @Nullable [] current, byte[] delta) {
    Bucket bucket = decode(current);
    bucket.addAll(delta);
    return bucket.encode();
  }

  public void add(long slot, Metric metric, long value) {
    long[] values = slots.computeIfAbsent(slot, s -> new long[Metric.COUNT]);
    values[metric.code()] = Math.addExact(values[metric.code()], value);
  }

  /// The values by slot, each indexed by the metrics' codes.
  public Map<Long, long[]> slots() {
    return slots;
  }

  /// Slots and values that are zero are left away.
  public byte[] encode() {
    Wire out = new Wire(slots.size() * 8 + 8);
    long previous = 0;
    for (Map.Entry<Long, long[]> slot : slots.entrySet()) {
      long[] values = slot.getValue();
      int mask = 0;
      for (int code = 0; code < Metric.COUNT; code++) {
        mask |= values[code] == 0 ? 0 : 1 << code;
      }
      if (mask != 0) {
        out.signed(slot.getKey() - previous).number(mask);
        previous = slot.getKey();
        for (int code = 0; code < Metric.COUNT; code++) {
          if (values[code] != 0) {
            out.signed(values[code]);
          }
        }
      }
    }
    return out.toBytes();
  }

  private void addAll(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    long slot = 0;
    while (in.hasMore()) {
      slot += in.signed();
      long[] values = slots.computeIfAbsent(slot, s -> new long[Metric.COUNT]);
      int mask = in.count();
      for (int code = 0; mask != 0; code++, mask >>>= 1) {
        if ((mask & 1) != 0) {
          values[code] = Math.addExact(values[code], in.signed());
        }
      }
    }
  }
}
