package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.stream.Wire;
import java.util.Arrays;
import java.util.List;

/// Sorted, distinct records in one array.
final class Records {

  private Records() {}

  static byte[] sorted(List<byte[]> records) {
    List<byte[]> sorted = records.stream().sorted(Arrays::compareUnsigned).toList();
    Wire out = new Wire(records.isEmpty() ? 0 : records.size() * records.getFirst().length);
    byte[] previous = null;
    for (byte[] record : sorted) {
      if (previous == null || !Arrays.equals(previous, record)) {
        out.raw(record);
      }
      previous = record;
    }
    return out.toBytes();
  }
}
