package io.agencysuite.metrics.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Records of fixed width whose first bytes are their key.
///
/// @param width bytes of a record
/// @param keyWidth bytes of its key
public record RecordShape(int width, int keyWidth) {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  public RecordShape {
    if (keyWidth < 8 || width < keyWidth) {
      throw new IllegalArgumentException(
          "record of " + width + " bytes with a key of " + keyWidth + " (expected: key 8..width)");
    }
  }

  int count(byte[] records) {
    return records.length / width;
  }

  /// Unsigned order of whole records.
  int compare(byte[] a, int indexA, byte[] b, int indexB) {
    int fromA = indexA * width;
    int fromB = indexB * width;
    return Arrays.compareUnsigned(a, fromA, fromA + width, b, fromB, fromB + width);
  }

  /// Index of the first record whose key is not below this one of some keys.
  int lowerBound(byte[] records, byte[] keys, int position) {
    int low = 0;
    int high = count(records);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compareKey(records, middle, keys, position) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int compareKey(byte[] records, int index, byte[] keys, int position) {
    int from = index * width;
    int key = position * keyWidth;
    return Arrays.compareUnsigned(records, from, from + keyWidth, keys, key, key + keyWidth);
  }

  long keyHead(byte[] records, int index) {
    return (long) LONG.get(records, index * width);
  }
}
