package io.agencysuite.metrics.run;

/// Records of fixed width whose first bytes are their key.
///
/// @param width bytes of a record
/// @param keyWidth bytes of its key
public record RecordShape(int width, int keyWidth) {

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
    return java.util.Arrays.compareUnsigned(a, fromA, fromA + width, b, fromB, fromB + width);
  }

  /// Index of the first record whose key is not below this one.
  int lowerBound(byte[] records, byte[] key) {
    int low = 0;
    int high = count(records);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compareKey(records, middle, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int compareKey(byte[] records, int index, byte[] key) {
    int from = index * width;
    return java.util.Arrays.compareUnsigned(records, from, from + keyWidth, key, 0, keyWidth);
  }

  long keyHead(byte[] records, int index) {
    long head = 0;
    int from = index * width;
    for (int i = 0; i < 8; i++) {
      head = head << 8 | (records[from + i] & 0xff);
    }
    return head;
  }
}
