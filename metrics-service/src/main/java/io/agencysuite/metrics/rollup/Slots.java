package io.agencysuite.metrics.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/// Slots of time in which counters are kept. A slot is a UTC hour; where the client's zone is off
/// by part of an hour, it is a quarter of one, so that every local day is a sum of whole slots.
public final class Slots {

  private static final long QUARTER_SECONDS = 900;
  private static final int QUARTERS_PER_HOUR = 4;
  private static final int HOUR_SECONDS = 3600;

  private Slots() {}

  /// The slot of an instant.
  public static long of(Instant instant, ZoneId zone) {
    long quarter = Math.floorDiv(instant.getEpochSecond(), QUARTER_SECONDS);
    boolean wholeHours = zone.getRules().getOffset(instant).getTotalSeconds() % HOUR_SECONDS == 0;
    return wholeHours ? Math.floorDiv(quarter, QUARTERS_PER_HOUR) * QUARTERS_PER_HOUR : quarter;
  }

  /// The slot of something that belongs to a local day as a whole: that of its noon, which stays on
  /// the day when the clocks change.
  public static long of(LocalDate day, ZoneId zone) {
    return of(day.atTime(LocalTime.NOON).atZone(zone).toInstant(), zone);
  }

  public static Instant start(long slot) {
    return Instant.ofEpochSecond(slot * QUARTER_SECONDS);
  }

  /// First slot at or after the beginning of a local day.
  public static long startOf(LocalDate day, ZoneId zone) {
    return Math.ceilDiv(day.atStartOfDay(zone).toEpochSecond(), QUARTER_SECONDS);
  }

  /// The UTC month that the slot lies in, `YYYY-MM`.
  public static String month(long slot) {
    return month(yearMonth(slot));
  }

  static YearMonth yearMonth(long slot) {
    return YearMonth.from(start(slot).atOffset(ZoneOffset.UTC));
  }

  static String month(YearMonth month) {
    return String.format(Locale.ROOT, "%04d-%02d", month.getYear(), month.getMonthValue());
  }
}
