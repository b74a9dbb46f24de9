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

  /// What has happened: a day ahead at most, because zones differ.
  ///
  /// @throws InvalidArgument if it is no calendar day or out of reach
  public static void require(String field, String text, Instant now) {
    require(field, text, latest(now), "tomorrow, ");
  }

  /// What may be planned: a year ahead at most.
  ///
  /// @throws InvalidArgument if it is no calendar day or out of reach
  public static void requirePlanned(String field, String text, Instant now) {
    require(field, text, today(now).plusYears(1), "a year from now, ");
  }

  private static void require(String field, String text, LocalDate last, String words) {
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw InvalidArgument.field(field, text, "a calendar day YYYY-MM-DD");
    }
    if (day.isBefore(FIRST) || day.isAfter(last)) {
      throw InvalidArgument.field(field, text, FIRST + " to " + words + last);
    }
  }

  /// True for a day on which something may have happened.
  public static boolean isInReach(LocalDate day, Instant now) {
    return !day.isBefore(FIRST) && !day.isAfter(latest(now));
  }

  private static LocalDate latest(Instant now) {
    return today(now).plusDays(1);
  }

  private static LocalDate today(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
