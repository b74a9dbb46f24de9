package io.agencysuite.store;

import java.util.Arrays;

/** Encoded keys from low, inclusive, to high, exclusive. */
@SuppressWarnings("ArrayRecordComponent") // compared by hasBoundsOf only
record Interval(byte[] low, byte[] high) {

  static Interval prefix(byte[] prefix) {
    return new Interval(prefix, Bytes.successor(prefix));
  }

  boolean isEmpty() {
    return Arrays.compareUnsigned(low, high) >= 0;
  }

  boolean contains(byte[] key) {
    return Arrays.compareUnsigned(low, key) <= 0 && Arrays.compareUnsigned(key, high) < 0;
  }

  /** The same values in an index that holds them in descending order. */
  Interval inverted() {
    return new Interval(
        Bytes.successor(Bytes.inverted(high)), Bytes.successor(Bytes.inverted(low)));
  }

  Interval after(byte[] prefix) {
    return new Interval(Bytes.concat(prefix, low), Bytes.concat(prefix, high));
  }

  boolean hasBoundsOf(Interval other) {
    return Arrays.equals(low, other.low) && Arrays.equals(high, other.high);
  }

  Interval intersect(Interval other) {
    return new Interval(
        Arrays.compareUnsigned(low, other.low) >= 0 ? low : other.low,
        Arrays.compareUnsigned(high, other.high) <= 0 ? high : other.high);
  }
}
