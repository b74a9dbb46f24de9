package io.agencysuite.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// At most this many in a window; windows begin at multiples of their length, or with a month.
///
/// @param name what the headers call it
/// @param quota how many fit into one window
/// @param window its length; null for a calendar month in UTC
record Policy(String name, long quota, @Nullable Duration window) {
  static final String CALLS_OF_MONTH = "month";
  static final String EVENTS_OF_MONTH = "events";

  Policy {
    if (quota < 1) {
      throw new IllegalArgumentException(name + ": " + quota + " (expected: 1 or more)");
    }
  }

  static Policy monthly(String name, long quota) {
    return new Policy(name, quota, null);
  }

  /// One window.
  ///
  /// @param number tells it from every other window of the policy
  record Span(long number, Instant end, long seconds) {}

  /// The window that the instant lies in.
  Span span(Instant now) {
    Duration length = window;
    if (length != null) {
      long seconds = length.toSeconds();
      long number = Math.floorDiv(now.getEpochSecond(), seconds);
      return new Span(number, Instant.ofEpochSecond((number + 1) * seconds), seconds);
    }
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return new Span(
        month.getYear() * 100L + month.getMonthValue(),
        month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
        Duration.ofDays(month.lengthOfMonth()).toSeconds());
  }
}
