package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The request breaks a rule that needs no stored state (400).
public final class InvalidArgument extends ServiceException {

  /// Errors travel in trailers of a few kilobytes.
  private static final int LONGEST_VALUE = 200;

  public InvalidArgument(String reason, String message, List<FieldViolation> violations) {
    super(reason, message, Map.of(), violations);
  }

  /// One wrong field: `page_size: 5000 (expected: 1..200)`.
  public static InvalidArgument field(String field, Object value, String expected) {
    String text = String.valueOf(value);
    String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
    return of(List.of(new FieldViolation(field, shown + " (expected: " + expected + ")")));
  }

  /// Several wrong fields at once.
  public static InvalidArgument of(List<FieldViolation> violations) {
    String message =
        violations.stream()
            .map(v -> v.field() + ": " + v.message())
            .collect(Collectors.joining("; "));
    return new InvalidArgument("FIELD_INVALID", message, violations);
  }
}
