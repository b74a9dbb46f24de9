package io.agencysuite.metrics.funnel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The moments that a funnel needs.
///
/// @param touchMillis first moment of a first touch; that of the first step where none matters
/// @param fromMillis first moment of the first step
/// @param untilMillis the first after those of the first step
/// @param endMillis last moment of any step
record Span(long touchMillis, long fromMillis, long untilMillis, long endMillis) {

  /// How far back a first touch may lie.
  static final Duration TOUCH_WINDOW = Duration.ofDays(90);

  /// How far ahead of their receipt events may lie, see the rules for events.
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final int DAYS_PER_WEEK = 7;

  static Span of(FunnelQuery query, ZoneId zone) {
    long from = startOf(query.days().from(), zone);
    long until = startOf(query.days().to().plusDays(1), zone);
    return new Span(
        query.needsFirstTouch() ? from - TOUCH_WINDOW.toMillis() : from,
        from,
        until,
        until - 1 + query.window().toMillis());
  }

  static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /// The first week, counted from 1970, in which any of it can have been received.
  long firstWeek() {
    Instant received = Instant.ofEpochMilli(touchMillis).minus(AHEAD);
    long day = LocalDate.ofInstant(received, ZoneOffset.UTC).toEpochDay();
    return Math.floorDiv(day, DAYS_PER_WEEK);
  }

  boolean isFirstStep(long millis) {
    return millis >= fromMillis && millis < untilMillis;
  }

  boolean isStep(long millis) {
    return millis >= fromMillis && millis <= endMillis;
  }
}
