package io.agencysuite.metrics.run;

import java.util.Arrays;

/// What is kept in memory of a part of a run: its first and last key and a filter over all.
final class RunPart {

  private final String id;
  private final RunName name;
  private final int count;
  private final byte[] firstKey;
  private final byte[] lastKey;
  private final KeyFilter filter;

  private RunPart(String id, int count, byte[] firstKey, byte[] lastKey, KeyFilter filter) {
    this.id = id;
    this.name = RunName.parse(id);
    this.count = count;
    this.firstKey = firstKey;
    this.lastKey = lastKey;
    this.filter = filter;
  }

  static RunPart of(String id, RecordShape shape, byte[] records) {
    int count = shape.count(records);
    if (count == 0 || records.length % shape.width() != 0) {
      throw new IllegalArgumentException(
          id + ": " + records.length + " bytes (expected: a multiple of " + shape.width() + ")");
    }
    KeyFilter filter = new KeyFilter(count);
    for (int i = 0; i < count; i++) {
      filter.add(shape.keyHead(records, i));
    }
    int last = (count - 1) * shape.width();
    return new RunPart(
        id,
        count,
        Arrays.copyOf(records, shape.keyWidth()),
        Arrays.copyOfRange(records, last, last + shape.keyWidth()),
        filter);
  }

  String id() {
    return id;
  }

  RunName name() {
    return name;
  }

  int count() {
    return count;
  }

  long bytes() {
    return filter.bytes() + 200;
  }

  boolean mayContain(byte[] key) {
    return Arrays.compareUnsigned(key, firstKey) >= 0
        && Arrays.compareUnsigned(key, lastKey) <= 0
        && filter.mayContain(Keys.head(key));
  }
}
