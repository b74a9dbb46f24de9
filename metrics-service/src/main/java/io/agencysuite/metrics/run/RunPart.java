package io.agencysuite.metrics.run;

import org.jspecify.annotations.Nullable;

/// What is kept in memory of a part of a run: the heads of its keys where they are searched.
final class RunPart {

  private final String id;
  private final RunName name;
  private final int count;
  private final @Nullable KeyHeads heads;

  private RunPart(String id, int count, @Nullable KeyHeads heads) {
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

  /// A part in which nothing is looked for.
  static RunPart unsearched(String id, int count) {
    return new RunPart(id, count, null);
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
    return (heads == null ? 0 : heads.bytes()) + 200;
  }

  /// Head of the first key.
  long first() {
    return searched().first();
  }

  /// Head of the last key.
  long last() {
    return searched().last();
  }

  boolean mayContain(long keyHead) {
    return searched().mayContain(keyHead);
  }

  private KeyHeads searched() {
    if (heads == null) {
      throw new IllegalStateException(id + " was not made to be searched");
    }
    return heads;
  }
}
