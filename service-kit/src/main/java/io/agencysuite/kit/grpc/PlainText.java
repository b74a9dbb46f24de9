package io.agencysuite.kit.grpc;

import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.text.BlankText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Text holds no control characters but tab, line feed and carriage return: nobody types the
/// others, and what is shown, exported or compared later breaks on them. Where a text must not be
/// empty, a [blank][BlankText] one does not do either.
final class PlainText {

  private final Map<Descriptor, List<TextField>> fields = new ConcurrentHashMap<>();

  /// A field that is a text or may hold one, and whether it must not be empty.
  private record TextField(FieldDescriptor descriptor, boolean required) {}

  /// Every text of the message that breaks the rule; repeated items with `IGNORE_ALWAYS` are left
  /// to whoever checks them one by one.
  List<FieldViolation> violations(Message message) {
    List<FieldViolation> found = new ArrayList<>(0);
    collect(message, "", found);
    return found;
  }

  private void collect(Message message, String prefix, List<FieldViolation> found) {
    for (TextField field : fieldsOf(message.getDescriptorForType())) {
      FieldDescriptor descriptor = field.descriptor;
      if (descriptor.isRepeated()) {
        int count = message.getRepeatedFieldCount(descriptor);
        for (int i = 0; i < count; i++) {
          look(field, message.getRepeatedField(descriptor, i), prefix, i, found);
        }
      } else if (descriptor.getJavaType() == JavaType.STRING || message.hasField(descriptor)) {
        look(field, message.getField(descriptor), prefix, -1, found);
      }
    }
  }

  /// @param index of a repeated item; -1 for a field that is not repeated
  private void look(
      TextField field, Object value, String prefix, int index, List<FieldViolation> found) {
    if (value instanceof Message nested) {
      if (!fieldsOf(nested.getDescriptorForType()).isEmpty()) {
        collect(nested, path(field, prefix, index) + ".", found);
      }
      return;
    }
    String text = (String) value;
    if (field.required && !text.isEmpty() && BlankText.is(text)) {
      found.add(
          new FieldViolation(
              path(field, prefix, index), "'" + text + "' (expected: more than white space)"));
    }
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        found.add(
            new FieldViolation(
                path(field, prefix, index),
                "the character U+%04X (expected: text without control characters)"
                    .formatted((int) text.charAt(i))));
        return;
      }
    }
  }

  private static String path(TextField field, String prefix, int index) {
    String name = prefix + field.descriptor.getName();
    return index < 0 ? name : name + '[' + index + ']';
  }

  private List<TextField> fieldsOf(Descriptor type) {
    List<TextField> known = fields.get(type);
    return known != null ? known : fields.computeIfAbsent(type, PlainText::find);
  }

  private static List<TextField> find(Descriptor type) {
    return type.getFields().stream()
        .filter(field -> mayHoldText(field) && !isLeftOut(field))
        .map(field -> new TextField(field, mustNotBeEmpty(field)))
        .toList();
  }

  private static boolean mayHoldText(FieldDescriptor field) {
    return field.getJavaType() == JavaType.STRING || field.getJavaType() == JavaType.MESSAGE;
  }

  private static boolean isLeftOut(FieldDescriptor field) {
    return field.isRepeated()
        && field.getOptions().getExtension(ValidateProto.field).getRepeated().getItems().getIgnore()
            == Ignore.IGNORE_ALWAYS;
  }

  private static boolean mustNotBeEmpty(FieldDescriptor field) {
    var rules = field.getOptions().getExtension(ValidateProto.field);
    var text = field.isRepeated() ? rules.getRepeated().getItems() : rules;
    return text.getString().getMinLen() > 0;
  }

  private static boolean isControl(char character) {
    return Character.isISOControl(character)
        && character != '\t'
        && character != '\n'
        && character != '\r';
  }
}
