package io.agencysuite.metrics.run;

/// A Bloom filter over keys that are hashes already: 16 bits a key, four probes, about one false
/// positive in 500. It never misses a key.
final class KeyFilter {

  private static final int BITS_PER_KEY = 16;
  private static final int PROBES = 4;

  private final long[] bits;
  private final long mask;

  KeyFilter(int keys) {
    long size = Math.max(64, Long.highestOneBit(Math.max(1L, (long) keys * BITS_PER_KEY) * 2 - 1));
    bits = new long[(int) (size / 64)];
    mask = size - 1;
  }

  long bytes() {
    return bits.length * 8L;
  }

  void add(long key) {
    long step = step(key);
    long at = key;
    for (int i = 0; i < PROBES; i++) {
      long bit = at & mask;
      bits[(int) (bit >>> 6)] |= 1L << bit;
      at += step;
    }
  }

  boolean mayContain(long key) {
    long step = step(key);
    long at = key;
    for (int i = 0; i < PROBES; i++) {
      long bit = at & mask;
      if ((bits[(int) (bit >>> 6)] & 1L << bit) == 0) {
        return false;
      }
      at += step;
    }
    return true;
  }

  private static long step(long key) {
    return Long.rotateLeft(key * 0x9e3779b97f4a7c15L, 32) | 1;
  }
}
