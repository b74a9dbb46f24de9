package io.agencysuite.metrics.keyed;

import io.agencysuite.kit.error.InvalidArgument;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Which days a sender may name.
public final class Days {

  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

  private Days() {}

  /// @throws InvalidArgument if it is no calendar day or out of reach
  public static void require(String field, String text, Instant now) {
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw InvalidArgument.field(field, text, "a calendar day YYYY-MM-DD");
    }
    if (!isInReach(day, now)) {
      throw InvalidArgument.field(field, text, FIRST + " to a year from now, " + last(now));
    }
  }

  public static boolean isInReach(LocalDate day, Instant now) {
    return !day.isBefore(FIRST) && !day.isAfter(last(now));
  }

  private static LocalDate last(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate().plusYears(1);
  }
}
