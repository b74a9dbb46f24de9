package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/// Distinct visitors: the exact set of their hashes while it is small, then a HyperLogLog sketch.
/// Both can be united, so that days add up to any range.
public final class Uniques {

  /// A set of more hashes becomes a sketch when it is stored.
  public static final int EXACT_LIMIT = 2_048;

  /// A united set of more hashes becomes a sketch.
  public static final int EXACT_UNION_LIMIT = 65_536;

  /// 2^12 registers: 4 KiB, and after unions a relative standard error of 1.04 / 64.
  private static final int LG_REGISTERS = 12;

  /// Two standard errors after unions: 95 %.
  public static final double ERROR = 2 * 1.03896 / 64;

  private static final int EXACT = 0;
  private static final int SKETCH = 1;

  private final int exactLimit;
  private long[] hashes = new long[16];
  private int count;
  private boolean compact;
  private @Nullable HllUnion union;

  /// The only set so far, as it is stored: most rows of a report need no more of it than its size.
  private byte @Nullable [] only;

  private Uniques(int exactLimit) {
    this.exactLimit = exactLimit;
  }

  /// An empty set that stays exact as long as a stored one does.
  public static Uniques stored() {
    return new Uniques(EXACT_LIMIT);
  }

  /// An empty set for uniting many stored ones.
  public static Uniques forUnion() {
    return new Uniques(EXACT_UNION_LIMIT);
  }

  /// Adds a delta to a stored set.
  public static byte[] merge(byte @Nullable [] current, byte[] delta) {
    Uniques all = stored();
    if (current != null) {
      all.addAll(current);
    }
    all.addAll(delta);
    return all.encode();
  }

  public void add(long hash) {
    open();
    if (union != null) {
      union.update(hash);
      return;
    }
    if (count == hashes.length) {
      compact();
      if (count > exactLimit) {
        sketch();
        requireSketch().update(hash);
        return;
      }
      if (count > hashes.length / 2) {
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
      }
    }
    hashes[count++] = hash;
    compact = false;
  }

  /// Unites with a stored set, which must not be changed afterwards.
  public void addAll(byte[] encoded) {
    if (only == null && union == null && count == 0) {
      only = encoded;
      return;
    }
    open();
    addStored(encoded);
  }

  private void open() {
    byte[] stored = only;
    if (stored != null) {
      only = null;
      addStored(stored);
    }
  }

  private void addStored(byte[] encoded) {
    WireReader in = new WireReader(encoded);
    if (in.count() == SKETCH) {
      sketch();
      requireSketch().update(HllSketch.heapify(in.bytes()));
      return;
    }
    int size = in.count();
    for (int i = 0; i < size; i++) {
      add(in.fixed());
    }
  }

  public byte[] encode() {
    open();
    compact();
    if (count > exactLimit) {
      sketch();
    }
    HllUnion sketch = union;
    if (sketch != null) {
      byte[] bytes = sketch.getResult(TgtHllType.HLL_8).toCompactByteArray();
      return new Wire(bytes.length + 8).number(SKETCH).bytes(bytes).toBytes();
    }
    Wire out = new Wire(count * 8 + 8).number(EXACT).number(count);
    for (int i = 0; i < count; i++) {
      out.fixed(hashes[i]);
    }
    return out.toBytes();
  }

  /// How many there are in a stored set.
  static Distinct distinct(byte[] encoded) {
    Uniques all = forUnion();
    all.addAll(encoded);
    return all.distinct();
  }

  public Distinct distinct() {
    return new Distinct(count(), error() == 0);
  }

  /// How many distinct hashes; exact or estimated, always by the estimator of unions, so that it
  /// does not depend on the order in which they came.
  public long count() {
    int exact = sizeOfOnly();
    if (exact >= 0) {
      return exact;
    }
    HllUnion sketch = union;
    if (sketch != null) {
      return Math.round(sketch.getCompositeEstimate());
    }
    compact();
    return count;
  }

  /// Half-width of the 95 % interval of [#count], relative; 0 when it is exact.
  public double error() {
    return sizeOfOnly() >= 0 || union == null ? 0 : ERROR;
  }

  /// How many hashes the only set holds, which are distinct as stored; negative where that is not
  /// all there is, or where they have to be estimated.
  private int sizeOfOnly() {
    byte[] stored = only;
    if (stored == null) {
      return -1;
    }
    WireReader in = new WireReader(stored);
    if (in.count() == EXACT) {
      return in.count();
    }
    open();
    return -1;
  }

  private void compact() {
    if (compact) {
      return;
    }
    Arrays.sort(hashes, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[distinct++] = hashes[i];
      }
    }
    count = distinct;
    compact = true;
  }

  private void sketch() {
    if (union == null) {
      HllUnion sketch = new HllUnion(LG_REGISTERS);
      for (int i = 0; i < count; i++) {
        sketch.update(hashes[i]);
      }
      union = sketch;
      hashes = new long[0];
      count = 0;
    }
  }

  private HllUnion requireSketch() {
    HllUnion sketch = union;
    if (sketch == null) {
      throw new IllegalStateException("not a sketch yet");
    }
    return sketch;
  }
}
