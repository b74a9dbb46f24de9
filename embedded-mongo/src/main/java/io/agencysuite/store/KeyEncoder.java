package io.agencysuite.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encodes BSON values so that unsigned byte order equals MongoDB's comparison order. An encoding is
 * never a prefix of another one, so encodings can be joined to compound keys.
 */
final class KeyEncoder {

  /** Stands for an empty array, which MongoDB indexes as undefined: below null. */
  enum EmptyArray {
    VALUE
  }

  private static final int MIN_KEY = 0x05;
  private static final int UNDEFINED = 0x08;
  private static final int NULL = 0x0A;
  private static final int NUMBER = 0x10;
  private static final int STRING = 0x20;
  private static final int OBJECT = 0x30;
  private static final int ARRAY = 0x38;
  private static final int BINARY = 0x40;
  private static final int OBJECT_ID = 0x48;
  private static final int BOOLEAN = 0x50;
  private static final int DATE = 0x58;
  private static final int TIMESTAMP = 0x60;
  private static final int REGEX = 0x68;
  private static final int CODE = 0x70;
  private static final int MAX_KEY = 0x78;

  /** Four doubles hold 212 bits, more than the 113 a Decimal128 needs. */
  private static final int MAX_RESIDUALS = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  static byte[] encode(@Nullable Object value) {
    KeyEncoder encoder = new KeyEncoder();
    encoder.append(value);
    return encoder.bytes();
  }

  /** The byte that starts every value of the same comparison class. */
  static byte typeByte(@Nullable Object value) {
    return (byte) typeOf(value);
  }

  void append(@Nullable Object value) {
    out.write(typeOf(value));
    switch (value) {
      case Number number -> appendNumber(number);
      case String text -> appendText(text);
      case Map<?, ?> object -> appendObject(object);
      case Collection<?> array -> appendArray(array);
      case BinData binary -> appendBinary(binary.getData());
      case UUID uuid -> appendUuid(4, uuid);
      case LegacyUUID legacy -> appendUuid(3, legacy.getUuid());
      case ObjectId id -> out.writeBytes(id.toByteArray());
      case Boolean flag -> out.write(flag ? 1 : 0);
      case Instant instant -> appendLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
      case BsonTimestamp timestamp -> appendLong(timestamp.getValue());
      case BsonJavaScript code -> appendText(code.getCode());
      case BsonRegularExpression regex -> {
        appendText(regex.getPattern());
        appendText(String.valueOf(regex.getOptions()));
      }
      case null, default -> {}
    }
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private static int typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case Missing _ -> NULL;
      case Number _ -> NUMBER;
      case String _ -> STRING;
      case Map<?, ?> _ -> OBJECT;
      case Collection<?> _ -> ARRAY;
      case BinData _ -> BINARY;
      case UUID _ -> BINARY;
      case LegacyUUID _ -> BINARY;
      case ObjectId _ -> OBJECT_ID;
      case Boolean _ -> BOOLEAN;
      case Instant _ -> DATE;
      case BsonTimestamp _ -> TIMESTAMP;
      case BsonRegularExpression _ -> REGEX;
      case BsonJavaScript _ -> CODE;
      case MinKey _ -> MIN_KEY;
      case MaxKey _ -> MAX_KEY;
      case EmptyArray _ -> UNDEFINED;
      default ->
          throw StoreErrors.badValue("value type: " + value.getClass() + " (expected: BSON)");
    };
  }

  private void appendNumber(Number number) {
    double nearest = number.doubleValue();
    if (Double.isNaN(nearest)) {
      appendLong(0);
      out.write(2);
      return;
    }
    appendDouble(nearest);
    appendResidual(number, nearest);
  }

  private void appendResidual(Number number, double nearest) {
    boolean exact =
        number instanceof Integer
            || number instanceof Double
            || Double.isInfinite(nearest)
            || (number instanceof Long && Math.abs(number.longValue()) <= 1L << 53);
    if (exact) {
      out.write(2);
      return;
    }
    BigDecimal value =
        number instanceof Decimal128 decimal
            ? decimal.toBigDecimal()
            : BigDecimal.valueOf(number.longValue());
    BigDecimal rest = value.subtract(new BigDecimal(nearest));
    for (int depth = 0; depth < MAX_RESIDUALS && rest.signum() != 0; depth++) {
      out.write(rest.signum() < 0 ? 1 : 3);
      double part = rest.doubleValue();
      appendDouble(part);
      rest = rest.subtract(new BigDecimal(part));
    }
    out.write(2);
  }

  private void appendDouble(double value) {
    long bits = Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
    appendLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
  }

  private void appendText(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.write(b);
      if (b == 0) {
        out.write(0xFF);
      }
    }
    out.write(0);
    out.write(1);
  }

  private void appendObject(Map<?, ?> object) {
    for (Map.Entry<?, ?> field : object.entrySet()) {
      out.write(typeOf(field.getValue()));
      appendText((String) field.getKey());
      append(field.getValue());
    }
    out.write(0);
  }

  private void appendArray(Collection<?> array) {
    for (Object element : array) {
      append(element);
    }
    out.write(0);
  }

  private void appendBinary(byte[] data) {
    appendInt(data.length);
    out.write(0);
    out.writeBytes(data);
  }

  private void appendUuid(int subtype, UUID uuid) {
    appendInt(16);
    out.write(subtype);
    appendLong(uuid.getMostSignificantBits());
    appendLong(uuid.getLeastSignificantBits());
  }

  private void appendInt(int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }

  private void appendLong(long value) {
    out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
  }
}
