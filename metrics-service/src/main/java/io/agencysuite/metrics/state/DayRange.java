package io.agencysuite.metrics.state;

import io.agencysuite.kit.error.InvalidArgument;
import java.time.DateTimeException;
import java.time.LocalDate;

/// Calendar days from one to another, both included.
public record DayRange(LocalDate from, LocalDate to) {

  /// Reads the fields `from_date` and `to_date` of a request.
  ///
  /// @throws InvalidArgument if they are no days, in the wrong order or too far apart
  public static DayRange parse(String fromDate, String toDate, int longestDays) {
    LocalDate from = day("from_date", fromDate);
    LocalDate to = day("to_date", toDate);
    if (to.isBefore(from)) {
      throw InvalidArgument.field("to_date", to, "not before from_date " + from);
    }
    if (from.plusDays(longestDays).isBefore(to)) {
      throw InvalidArgument.field(
          "to_date", to, "at most " + longestDays + " days after from_date " + from);
    }
    return new DayRange(from, to);
  }

  private static LocalDate day(String field, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw InvalidArgument.field(field, day, "a calendar day YYYY-MM-DD");
    }
  }
}
