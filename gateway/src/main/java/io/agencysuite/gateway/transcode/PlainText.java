package io.agencysuite.gateway.transcode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Text that stands in JSON as it is. Eight bytes are looked at together.
final class PlainText {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;

  private PlainText() {}

  /// True if nothing of it needs an escape: no control character, no quote, no backslash.
  static boolean is(byte[] bytes, int from, int length) {
    int i = from;
    int end = from + length;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, i);
      long below = (eight - ONES * ' ') & ~eight;
      if (((below | equal(eight, '"') | equal(eight, '\\')) & HIGHEST) != 0) {
        return false;
      }
    }
    for (; i < end; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  /// Has the highest bit of a byte set that is the character; perhaps of a byte above it as well.
  private static long equal(long eight, char c) {
    long difference = eight ^ (ONES * c);
    return (difference - ONES) & ~difference;
  }
}
