package io.agencysuite.kit.grpc;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Message;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;

/// The field rules declared in the proto (`buf.validate`), and that text is [plain][PlainText]. The
/// interceptor checks every request; batch methods check the items whose rules their request leaves
/// out.
public final class FieldRules {

  private final Validator validator = ValidatorFactory.newBuilder().build();
  private final PlainText plainText = new PlainText();

  /// @throws InvalidArgument that names every field that breaks its rule
  public void check(Message message) {
    ValidationResult result;
    try {
      result = validator.validate(message);
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "the field rules of " + message.getDescriptorForType().getFullName() + " are broken", e);
    }
    if (!result.isSuccess()) {
      throw InvalidArgument.of(
          result.getViolations().stream().map(v -> violation(message, v)).toList());
    }
    List<FieldViolation> unprintable = plainText.violations(message);
    if (!unprintable.isEmpty()) {
      throw InvalidArgument.of(unprintable);
    }
  }

  private static FieldViolation violation(Message message, Violation violation) {
    FieldPath path = violation.toProto().getField();
    String expected = Expectation.of(violation.toProto());
    return new FieldViolation(
        path(path), OffendingValue.shown(message, path) + " (expected: " + expected + ")");
  }

  private static String path(FieldPath path) {
    StringBuilder text = new StringBuilder();
    for (FieldPathElement element : path.getElementsList()) {
      if (!text.isEmpty()) {
        text.append('.');
      }
      text.append(element.getFieldName());
      switch (element.getSubscriptCase()) {
        case INDEX -> text.append('[').append(element.getIndex()).append(']');
        case STRING_KEY -> text.append("[\"").append(element.getStringKey()).append("\"]");
        case BOOL_KEY -> text.append('[').append(element.getBoolKey()).append(']');
        case INT_KEY -> text.append('[').append(element.getIntKey()).append(']');
        case UINT_KEY -> text.append('[').append(element.getUintKey()).append(']');
        case SUBSCRIPT_NOT_SET -> {}
      }
    }
    return text.toString();
  }
}
