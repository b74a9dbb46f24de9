package io.agencysuite.metrics.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Records of one shape, one behind the other in a growing array, in any order.
public final class RecordBuffer {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /// How many bits of a sorted number are the position; the others are the beginning of the key.
  private static final int POSITION_BITS = 20;

  private static final int MOST = 1 << POSITION_BITS;
  private static final int FEW = 24;

  private final RecordShape shape;
  private byte[] bytes;
  private int count;

  public RecordBuffer(RecordShape shape) {
    this.shape = shape;
    this.bytes = new byte[shape.width() * 64];
  }

  public int count() {
    return count;
  }

  /// Adds an empty record.
  ///
  /// @return where its bytes begin
  public int add() {
    if (count == MOST) {
      throw new IllegalStateException("over " + MOST + " records");
    }
    int at = count * shape.width();
    if (at + shape.width() > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    count++;
    return at;
  }

  public void putLong(int at, long value) {
    LONG.set(bytes, at, value);
  }

  public void putInt(int at, int value) {
    INT.set(bytes, at, value);
  }

  public void put(int at, byte value) {
    bytes[at] = value;
  }

  /// All bytes; those behind the last record mean nothing.
  public byte[] bytes() {
    return bytes;
  }

  public long head(int index) {
    return (long) LONG.get(bytes, index * shape.width());
  }

  public boolean same(int one, int other) {
    return compare(one, other) == 0;
  }

  /// The positions of the records in ascending order of the records; of equal ones the first that
  /// was added comes first.
  public int[] order() {
    long mask = MOST - 1L;
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = ((head(i) ^ Long.MIN_VALUE) & ~mask) | i;
    }
    Arrays.sort(sorted);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) (sorted[i] & mask);
    }
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && (sorted[to] & ~mask) == (sorted[from] & ~mask)) {
        to++;
      }
      sortTies(order, from, to);
      from = to;
    }
    return order;
  }

  /// The records in ascending order, each once.
  public byte[] sorted() {
    int width = shape.width();
    int[] order = order();
    byte[] all = new byte[count * width];
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || !same(order[i - 1], order[i])) {
        System.arraycopy(bytes, order[i] * width, all, size, width);
        size += width;
      }
    }
    return size == all.length ? all : Arrays.copyOf(all, size);
  }

  private void sortTies(int[] order, int from, int to) {
    if (to - from > FEW) {
      Integer[] some = new Integer[to - from];
      Arrays.setAll(some, i -> order[from + i]);
      Arrays.sort(some, this::compareInOrder);
      for (int i = from; i < to; i++) {
        order[i] = some[i - from];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int moved = order[i];
      int at = i;
      while (at > from && compareInOrder(order[at - 1], moved) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = moved;
    }
  }

  private int compareInOrder(int one, int other) {
    int compared = compare(one, other);
    return compared != 0 ? compared : Integer.compare(one, other);
  }

  private int compare(int one, int other) {
    return shape.compare(bytes, one, bytes, other);
  }
}
