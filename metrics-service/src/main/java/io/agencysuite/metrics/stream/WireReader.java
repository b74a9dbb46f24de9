package io.agencysuite.metrics.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [Wire] wrote.
public final class WireReader {

  private final byte[] bytes;
  private int position;

  public WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public boolean hasMore() {
    return position < bytes.length;
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number longer than ten bytes at " + position);
  }

  public int count() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a count of " + value + " at " + position);
    }
    return (int) value;
  }

  public long signed() {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /// The next number of either sign, which stays the next.
  public long peekSigned() {
    int before = position;
    long value = signed();
    position = before;
    return value;
  }

  /// How many bytes were read.
  public int position() {
    return position;
  }

  public long fixed() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (next() & 0xff);
    }
    return value;
  }

  public byte[] bytes() {
    return raw(count());
  }

  public byte[] raw(int length) {
    if (length > bytes.length - position) {
      throw new IllegalArgumentException(length + " bytes wanted at " + position + ", cut short");
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  public String text() {
    int length = count();
    if (length > bytes.length - position) {
      throw new IllegalArgumentException(length + " bytes wanted at " + position + ", cut short");
    }
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.UTF_8);
  }

  private byte next() {
    if (position >= bytes.length) {
      throw new IllegalArgumentException("cut short at " + position);
    }
    return bytes[position++];
  }
}
