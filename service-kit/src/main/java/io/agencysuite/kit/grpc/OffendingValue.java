package io.agencysuite.kit.grpc;

import static java.time.temporal.ChronoUnit.SECONDS;

import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The value that breaks a rule, short enough for a message and without secrets.
final class OffendingValue {

  private static final int LONGEST = 100;

  /// A day of the year 33658, later than any that a timestamp may name.
  private static final long BEYOND = 1_000_000_000_000L;

  private OffendingValue() {}

  static String shown(Message message, FieldPath path) {
    @Nullable Object value = message;
    @Nullable FieldDescriptor last = null;
    for (FieldPathElement element : path.getElementsList()) {
      if (!(value instanceof Message parent)) {
        break;
      }
      FieldDescriptor field =
          parent.getDescriptorForType().findFieldByNumber(element.getFieldNumber());
      if (field == null) {
        break;
      }
      last = field;
      boolean absent = field.hasPresence() && !parent.hasField(field);
      value = absent ? null : item(parent.getField(field), element);
    }
    if (last != null && last.getOptions().getDebugRedact()) {
      return "(not shown)";
    }
    return value == null ? "absent" : shown(value);
  }

  private static Object item(Object value, FieldPathElement element) {
    if (value instanceof List<?> list && element.hasIndex() && element.getIndex() < list.size()) {
      return list.get((int) element.getIndex());
    }
    return value;
  }

  private static String shown(Object value) {
    return switch (value) {
      case List<?> list -> list.size() + " items";
      case ByteString bytes -> bytes.size() + " bytes";
      case EnumValueDescriptor constant -> constant.getName();
      case Timestamp time ->
          Instant.EPOCH.plus(Math.clamp(time.getSeconds(), -BEYOND, BEYOND), SECONDS).toString();
      case Message message -> quoted(fields(message));
      default -> quoted(value.toString());
    };
  }

  private static String fields(Message message) {
    return message.getAllFields().entrySet().stream()
        .map(field -> field.getKey().getJsonName() + ": " + value(field.getKey(), field.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static Object value(FieldDescriptor field, Object value) {
    if (field.getOptions().getDebugRedact()) {
      return "(not shown)";
    }
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? "{...}" : value;
  }

  private static String quoted(String text) {
    return "'"
        + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text.strip())
        + "'";
  }
}
