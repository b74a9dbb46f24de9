package io.agencysuite.metrics.run;

/// What is kept in memory of a part of a run: the heads of its keys.
final class RunPart {

  private final String id;
  private final RunName name;
  private final int count;
  private final KeyHeads heads;

  private RunPart(String id, int count, KeyHeads heads) {
    this.id = id;
    this.name = RunName.parse(id);
    this.count = count;
    this.heads = heads;
  }

  static RunPart of(String id, RecordShape shape, byte[] records) {
    int count = shape.count(records);
    if (count == 0 || records.length % shape.width() != 0) {
      throw new IllegalArgumentException(
          id + ": " + records.length + " bytes (expected: a multiple of " + shape.width() + ")");
    }
    return new RunPart(id, count, KeyHeads.of(shape, records));
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
    return heads.bytes() + 200;
  }

  boolean mayContain(long keyHead) {
    return heads.mayContain(keyHead);
  }
}
