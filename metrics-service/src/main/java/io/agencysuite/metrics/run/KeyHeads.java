package io.agencysuite.metrics.run;

/// The heads of a part's keys: of each key the 32 bits that follow what all keys of the part have
/// in common. Tells which keys may be in the part without the part itself; as keys are hashes,
/// about one in 100,000 that it lets pass is not there.
final class KeyHeads {

  private final int shift;
  private final long first;
  private final long last;
  private final int[] heads;

  private KeyHeads(int shift, long first, long last, int[] heads) {
    this.shift = shift;
    this.first = first;
    this.last = last;
    this.heads = heads;
  }

  static KeyHeads of(RecordShape shape, byte[] records) {
    int count = shape.count(records);
    long first = shape.keyHead(records, 0);
    long last = shape.keyHead(records, count - 1);
    int shift = Math.max(0, 32 - Long.numberOfLeadingZeros(first ^ last));
    int[] heads = new int[count];
    for (int i = 0; i < count; i++) {
      heads[i] = head(shape.keyHead(records, i), shift);
    }
    return new KeyHeads(shift, first, last, heads);
  }

  long bytes() {
    return heads.length * 4L;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /// Position of the first of some ascending keys that is not below this one.
  static int lowerBound(long[] keys, long key) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(keys[middle], key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean mayContain(long key) {
    if (Long.compareUnsigned(key, first) < 0 || Long.compareUnsigned(key, last) > 0) {
      return false;
    }
    int wanted = head(key, shift);
    int low = 0;
    int high = heads.length - 1;
    while (low <= high) {
      int at = guess(wanted, low, high);
      int order = Integer.compareUnsigned(heads[at], wanted);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = at + 1;
      } else {
        high = at - 1;
      }
    }
    return false;
  }

  /// Where the head should lie if the keys are spread evenly, as hashes are.
  private int guess(int wanted, int low, int high) {
    long from = Integer.toUnsignedLong(heads[low]);
    long until = Integer.toUnsignedLong(heads[high]);
    long at = Integer.toUnsignedLong(wanted);
    if (at <= from) {
      return low;
    }
    return at >= until ? high : low + (int) ((high - low) * (at - from) / (until - from));
  }

  private static int head(long key, int shift) {
    return (int) (key >>> shift);
  }
}
