package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.Arrays;
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

  /// Adds a delta to a stored bucket. What comes before and after the slots of the delta, which is
  /// most of a month, is taken over as it is.
  public static byte[] merge(byte @Nullable [] current, byte[] delta) {
    if (current == null || current.length == 0 || delta.length == 0) {
      Bucket bucket = decode(current);
      bucket.addAll(delta);
      return bucket.encode();
    }
    Bucket changed = decode(delta);
    WireReader in = new WireReader(current);
    Wire out = new Wire(current.length + delta.length + 16);
    long first = changed.slots.firstKey();
    long last = changed.slots.lastKey();
    long slot = 0;
    int from = 0;
    while (in.hasMore() && slot + in.peekSigned() < first) {
      slot += in.signed();
      skipValues(in);
      from = in.position();
    }
    out.raw(current, 0, from);
    long before = slot;
    while (in.hasMore() && slot + in.peekSigned() <= last) {
      slot += in.signed();
      changed.addValues(slot, in);
    }
    long written = changed.write(out, before);
    if (in.hasMore()) {
      slot += in.signed();
      out.signed(slot - written).raw(current, in.position(), current.length - in.position());
    }
    return out.toBytes();
  }

  /// Sums wrap around: what one client says must not keep its neighbours from being counted, and
  /// what is taken back again leaves the sum that was.
  public void add(long slot, Metric metric, long value) {
    long[] values = slots.computeIfAbsent(slot, s -> new long[Metric.COUNT]);
    values[metric.code()] += value;
  }

  /// What is told of each slot.
  @FunctionalInterface
  public interface SlotConsumer {

    /// @param values by the metrics' codes, valid during the call only
    void accept(long slot, long[] values);
  }

  /// Calls back with the slots of a stored bucket, in order.
  public static void read(byte[] bytes, SlotConsumer consumer) {
    WireReader in = new WireReader(bytes);
    long[] values = new long[Metric.COUNT];
    long slot = 0;
    while (in.hasMore()) {
      slot += in.signed();
      Arrays.fill(values, 0);
      int mask = in.count();
      for (int code = 0; mask != 0; code++, mask >>>= 1) {
        if ((mask & 1) != 0) {
          values[code] = in.signed();
        }
      }
      consumer.accept(slot, values);
    }
  }

  /// The values by slot, each indexed by the metrics' codes.
  public Map<Long, long[]> slots() {
    return slots;
  }

  /// Slots and values that are zero are left away.
  public byte[] encode() {
    Wire out = new Wire(slots.size() * 8 + 8);
    write(out, 0);
    return out.toBytes();
  }

  /// @param before the slot that was written last
  /// @return the slot that is written last now
  private long write(Wire out, long before) {
    long previous = before;
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
    return previous;
  }

  private void addAll(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    long slot = 0;
    while (in.hasMore()) {
      slot += in.signed();
      addValues(slot, in);
    }
  }

  private void addValues(long slot, WireReader in) {
    long[] values = slots.computeIfAbsent(slot, s -> new long[Metric.COUNT]);
    int mask = in.count();
    for (int code = 0; mask != 0; code++, mask >>>= 1) {
      if ((mask & 1) != 0) {
        values[code] += in.signed();
      }
    }
  }

  private static void skipValues(WireReader in) {
    for (int left = Integer.bitCount(in.count()); left > 0; left--) {
      in.number();
    }
  }
}
