package io.agencysuite.kit.grpc;

import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value that breaks a rule, short enough for a message and without secrets.
final class OffendingValue {

  private static final int LONGEST = 100;

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
      case Timestamp time -> time.getSeconds() + " s since 1970";
      case Message message ->
          quoted(TextFormat.printer().emittingSingleLine(true).printToString(message));
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return "'"
        + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text.strip())
        + "'";
  }
}
