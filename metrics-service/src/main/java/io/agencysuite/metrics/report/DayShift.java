package io.agencysuite.metrics.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Days that are put beside those of a report. Each meets exactly one day of the report, so that
/// the parts still sum to the whole.
///
/// @param from first of these days
/// @param to last of them, included
/// @param years how many years later the day lies that a day meets
/// @param days how many days later, on top of the years
/// @param last of the report; whatever would come later meets it
record DayShift(LocalDate from, LocalDate to, int years, long days, LocalDate last) {

  /// No shift: the days of the report themselves.
  static DayShift none(LocalDate from, LocalDate to) {
    return new DayShift(from, to, 0, 0, to);
  }

  /// As many days, just before.
  static DayShift previousPeriod(LocalDate from, LocalDate to) {
    long length = ChronoUnit.DAYS.between(from, to) + 1;
    return new DayShift(from.minusDays(length), from.minusDays(1), 0, length, to);
  }

  /// The same dates a year before.
  static DayShift previousYear(LocalDate from, LocalDate to) {
    DayShift year = new DayShift(LocalDate.MIN, LocalDate.MAX, 1, 0, LocalDate.MAX);
    return new DayShift(year.firstThen(from), year.lastThen(to), 1, 0, to);
  }

  /// Days of one's own choice.
  static DayShift dates(LocalDate from, LocalDate to, LocalDate then, LocalDate thenTo) {
    return new DayShift(then, thenTo, 0, ChronoUnit.DAYS.between(then, from), to);
  }

  /// True if every day meets itself.
  boolean unshifted() {
    return days == 0 && years == 0 && !to.isAfter(last);
  }

  /// The day of the report that one of these meets.
  LocalDate meets(LocalDate then) {
    LocalDate day = then.plusYears(years).plusDays(days);
    return day.isAfter(last) ? last : day;
  }

  /// The first of these days that meets this day of the report or a later one.
  LocalDate firstThen(LocalDate day) {
    LocalDate then = day.minusDays(days).minusYears(years);
    return meets(then).isBefore(day) ? then.plusDays(1) : then;
  }

  /// The last of these days that meets this day of the report or an earlier one.
  LocalDate lastThen(LocalDate day) {
    if (day.equals(last)) {
      return to;
    }
    LocalDate then = day.minusDays(days).minusYears(years);
    LocalDate next = then.plusDays(1);
    LocalDate latest = meets(next).isAfter(day) ? then : next;
    return latest.isAfter(to) ? to : latest;
  }
}
