package io.agencysuite.gateway.apikey;

import java.math.BigInteger;

/// Numbers as digits and letters, at a fixed width.
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  static String of(byte[] bytes, int width) {
    return of(new BigInteger(1, bytes), width);
  }

  static String of(long value, int width) {
    return of(BigInteger.valueOf(value), width);
  }

  private static String of(BigInteger value, int width) {
    char[] text = new char[width];
    BigInteger rest = value;
    for (int i = width - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      text[i] = DIGITS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("width: " + width + " (expected: room for the number)");
    }
    return new String(text);
  }
}
