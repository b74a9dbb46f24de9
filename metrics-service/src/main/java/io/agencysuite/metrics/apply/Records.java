package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.stream.Wire;
import java.util.Arrays;
import java.util.List;

/// Sorted, distinct records in one array.
final class Records {

  private Records() {}

  static byte[] sorted(List<byte[]> records) {
    return joined(records.stream().sorted(Arrays::compareUnsigned).toList());
  }

  /// Records that are sorted already, repetitions left away.
  static byte[] joined(List<byte[]> sorted) {
    Wire out = new Wire(sorted.isEmpty() ? 0 : sorted.size() * sorted.getFirst().length);
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
