package io.agencysuite.metrics.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing byte array with variable-length numbers: how everything of a stream is written.
public final class Wire {

  private byte[] bytes;
  private int size;

  public Wire(int expectedSize) {
    bytes = new byte[Math.max(16, expectedSize)];
  }

  /// Whole numbers, small ones short; negative ones take ten bytes.
  public Wire number(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /// Numbers of either sign, those near zero short.
  public Wire signed(long value) {
    return number((value << 1) ^ (value >> 63));
  }

  /// Eight bytes, most significant first, so that byte order is unsigned numeric order.
  public Wire fixed(long value) {
    ensure(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  public Wire raw(byte[] value) {
    return raw(value, 0, value.length);
  }

  public Wire raw(byte[] value, int from, int length) {
    ensure(length);
    System.arraycopy(value, from, bytes, size, length);
    size += length;
    return this;
  }

  public Wire bytes(byte[] value) {
    return number(value.length).raw(value);
  }

  public Wire text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return size;
  }

  /// All bytes; those from [#size] on mean nothing.
  byte[] bytes() {
    return bytes;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
