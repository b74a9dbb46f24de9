package io.agencysuite.gateway.partial;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.gateway.transcode.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which fields of a message stay. It can only take away, so it shows nothing that the answer does
/// not hold.
final class FieldSelection {
  private static final int PATHS_MAX = 200;
  private static final String GOOGLE = "google.";

  private final Map<FieldDescriptor, FieldSelection> fields = new HashMap<>();
  private boolean whole;

  private FieldSelection() {}

  /// @param text field paths joined by commas, in lowerCamelCase or as in the proto; `*` is all
  static FieldSelection of(Descriptor type, String text) {
    FieldSelection selection = new FieldSelection();
    String[] paths = text.split(",", -1);
    if (paths.length > PATHS_MAX) {
      throw invalid(paths.length + " paths", "at most " + PATHS_MAX);
    }
    for (String path : paths) {
      selection.add(type, path.strip());
    }
    return selection;
  }

  private void add(Descriptor root, String path) {
    if (path.equals("*")) {
      whole = true;
      return;
    }
    FieldSelection at = this;
    Descriptor type = root;
    for (String name : path.split("\\.", -1)) {
      FieldDescriptor field = type == null ? null : named(type, name);
      if (field == null) {
        throw invalid(path, "a field of " + root.getName());
      }
      at = at.fields.computeIfAbsent(field, _ -> new FieldSelection());
      type = inside(field);
    }
    at.whole = true;
  }

  /// What a path can go into: messages and lists of them, but nothing that JSON shows as one value.
  private static @Nullable Descriptor inside(FieldDescriptor field) {
    boolean enterable =
        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !field.isMapField()
            && !field.getMessageType().getFullName().startsWith(GOOGLE);
    return enterable ? field.getMessageType() : null;
  }

  private static @Nullable FieldDescriptor named(Descriptor type, String name) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(name) || field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  Message applyTo(Message message) {
    if (whole) {
      return message;
    }
    Message.Builder cut = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      FieldSelection inner = fields.get(field);
      if (inner == null) {
        cut.clearField(field);
      } else if (!inner.whole) {
        cut.setField(field, inner.value(entry.getValue()));
      }
    }
    return cut.build();
  }

  private Object value(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(element -> applyTo((Message) Objects.requireNonNull(element))).toList()
        : applyTo((Message) value);
  }

  private static TranscodingException invalid(String given, String expected) {
    return TranscodingException.of(Violation.of(Reason.INVALID_VALUE, "fields", given, expected));
  }
}
