package io.agencysuite.kit.grpc;

import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.agencysuite.kit.error.FieldViolation;
import java.util.ArrayList;
import java.util.List;

/// Text holds no control characters but tab, line feed and carriage return: nobody types the
/// others, and what is shown, exported or compared later breaks on them. Where a text must not be
/// empty, white space alone does not do either.
final class PlainText {

  private PlainText() {}

  /// Every text of the message that holds one; repeated items with `IGNORE_ALWAYS` are left to
  /// whoever checks them one by one.
  static List<FieldViolation> violations(Message message) {
    List<FieldViolation> found = new ArrayList<>();
    collect(message, "", found);
    return found;
  }

  private static void collect(Message message, String prefix, List<FieldViolation> found) {
    message
        .getAllFields()
        .forEach((field, value) -> {
          String path = prefix + field.getName();
          if (!field.isRepeated()) {
            look(field, value, path, found);
          } else if (mayHoldText(field) && !isLeftOut(field)) {
            List<?> items = (List<?>) value;
            for (int i = 0; i < items.size(); i++) {
              look(field, items.get(i), path + "[" + i + "]", found);
            }
          }
        });
  }

  private static void look(
      FieldDescriptor field, Object value, String path, List<FieldViolation> found) {
    if (value instanceof Message nested) {
      collect(nested, path + ".", found);
    } else if (field.getJavaType() == JavaType.STRING) {
      String text = (String) value;
      if (!text.isEmpty() && text.isBlank() && mustNotBeEmpty(field)) {
        found.add(new FieldViolation(path, "'" + text + "' (expected: more than white space)"));
      }
      text.codePoints()
          .filter(PlainText::isControl)
          .findFirst()
          .ifPresent(control ->
              found.add(
                  new FieldViolation(
                      path,
                      "the character U+%04X (expected: text without control characters)"
                          .formatted(control))));
    }
  }

  private static boolean mayHoldText(FieldDescriptor field) {
    return field.getJavaType() == JavaType.STRING || field.getJavaType() == JavaType.MESSAGE;
  }

  private static boolean isLeftOut(FieldDescriptor field) {
    return field.getOptions().getExtension(ValidateProto.field).getRepeated().getItems().getIgnore()
        == Ignore.IGNORE_ALWAYS;
  }

  private static boolean mustNotBeEmpty(FieldDescriptor field) {
    var rules = field.getOptions().getExtension(ValidateProto.field);
    var text = field.isRepeated() ? rules.getRepeated().getItems() : rules;
    return text.getString().getMinLen() > 0;
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character)
        && character != '\t'
        && character != '\n'
        && character != '\r';
  }
}
