package io.agencysuite.gateway.transcode;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// 32-bit integers are JSON numbers and 64-bit ones strings; both forms are read, never by way of a
/// double.
enum IntegerCodec implements ValueCodec {
  INT32(BigInteger.valueOf(Integer.MIN_VALUE), BigInteger.valueOf(Integer.MAX_VALUE)),
  UINT32(BigInteger.ZERO, BigInteger.valueOf(0xFFFF_FFFFL)),
  INT64(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE)),
  UINT64(BigInteger.ZERO, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));

  private static final int DIGITS_MAX = 60;

  private final BigInteger min;
  private final BigInteger max;

  IntegerCodec(BigInteger min, BigInteger max) {
    this.min = min;
    this.max = max;
  }

  @Override
  public Object read(JsonParser in) {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT && in.getStringLength() <= 18) {
      return fit(in.getLongValue());
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        || token == JsonToken.VALUE_NUMBER_FLOAT
        || token == JsonToken.VALUE_STRING) {
      return parse(in.getString());
    }
    throw TranscodingException.invalid(JsonText.name(in), expected());
  }

  @Override
  public Object parse(String text) {
    int length = text.length();
    if (length > 0 && length <= 18) {
      long value = 0;
      int start = text.charAt(0) == '-' ? 1 : 0;
      int i = start;
      while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        value = value * 10 + (text.charAt(i) - '0');
        i++;
      }
      if (i == length && i > start) {
        return fit(start == 1 ? -value : value);
      }
    }
    return parseSlowly(text);
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    switch (this) {
      case INT32 -> out.writeNumber((int) value);
      case UINT32 -> out.writeNumber(Integer.toUnsignedLong((int) value));
      case INT64 -> out.writeString(Long.toString((long) value));
      case UINT64 -> out.writeString(Long.toUnsignedString((long) value));
    }
  }

  String key(Object value) {
    return switch (this) {
      case INT32 -> Integer.toString((int) value);
      case UINT32 -> Integer.toUnsignedString((int) value);
      case INT64 -> Long.toString((long) value);
      case UINT64 -> Long.toUnsignedString((long) value);
    };
  }

  private Object fit(long value) {
    switch (this) {
      case INT32 -> {
        if (value == (int) value) {
          return (int) value;
        }
      }
      case UINT32 -> {
        if (value >= 0 && value <= 0xFFFF_FFFFL) {
          return (int) value;
        }
      }
      case INT64 -> {
        return value;
      }
      case UINT64 -> {
        if (value >= 0) {
          return value;
        }
      }
    }
    throw TranscodingException.invalid(Long.toString(value), expected());
  }

  private Object parseSlowly(String text) {
    try {
      if (text.length() <= DIGITS_MAX && NumberText.isNumber(text)) {
        BigDecimal decimal = new BigDecimal(text);
        if (Math.abs(decimal.scale()) <= DIGITS_MAX) {
          BigInteger value = decimal.toBigIntegerExact();
          if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
            return this == INT32 || this == UINT32
                ? (Object) value.intValue()
                : (Object) value.longValue();
          }
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw TranscodingException.invalid(text, expected());
    }
    throw TranscodingException.invalid(text, expected());
  }

  private String expected() {
    return "an integer, " + min + ".." + max;
  }
}
