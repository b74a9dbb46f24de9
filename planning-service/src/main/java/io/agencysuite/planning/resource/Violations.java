package io.agencysuite.planning.resource;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.text.BlankText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Collects everything that is wrong with a request, so that the caller learns all of it at once.
public final class Violations {

  private final List<FieldViolation> found = new ArrayList<>();
  private final String prefix;

  /// @param path of the message that is checked, for example `post`; empty for the request itself
  public Violations(String path) {
    this.prefix = path.isEmpty() ? "" : path + ".";
  }

  /// Notes the field unless the condition holds.
  ///
  /// @return the condition
  public boolean require(boolean condition, String field, Object value, String expected) {
    if (!condition) {
      found.add(new FieldViolation(prefix + field, value + " (expected: " + expected + ")"));
    }
    return condition;
  }

  public void requireText(String field, String value) {
    require(!BlankText.is(value), field, value.isEmpty() ? "missing" : "blank", "a text");
  }

  /// Offsets like `+02:00` are refused: they know no summer time.
  public void requireZone(String field, String value) {
    require(
        ZoneId.getAvailableZoneIds().contains(value),
        field,
        value,
        "an IANA time zone, for example Europe/Berlin");
  }

  /// A day that exists; 2026-02-30 matches the pattern but is none.
  public boolean requireDate(String field, String value) {
    return require(isDate(value), field, value, "a calendar day YYYY-MM-DD");
  }

  public List<FieldViolation> found() {
    return List.copyOf(found);
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw InvalidArgument.of(found);
    }
  }

  private static boolean isDate(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
