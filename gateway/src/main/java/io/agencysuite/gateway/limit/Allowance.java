package io.agencysuite.gateway.limit;

/// What was agreed with one caller; 0 stands for what the settings say.
///
/// @param callsPerMinute calls in a minute
/// @param callsPerMonth calls in a calendar month
/// @param eventsPerMonth events taken in a calendar month
public record Allowance(long callsPerMinute, long callsPerMonth, long eventsPerMonth) {

  /// Nothing of its own.
  public static final Allowance DEFAULT = new Allowance(0, 0, 0);

  public Allowance {
    if (callsPerMinute < 0 || callsPerMonth < 0 || eventsPerMonth < 0) {
      throw new IllegalArgumentException(
          "%d, %d, %d (expected: 0 or more)"
              .formatted(callsPerMinute, callsPerMonth, eventsPerMonth));
    }
  }
}
