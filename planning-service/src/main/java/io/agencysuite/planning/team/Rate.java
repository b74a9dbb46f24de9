package io.agencysuite.planning.team;

/// What an hour costs from a day on.
///
/// @param validFrom first day, `YYYY-MM-DD`
public record Rate(String validFrom, long hourlyCostMinorUnits, String currencyCode) {

  static final long HOURLY_COST_MAX = 1_000_000_000;

  public Rate {
    if (hourlyCostMinorUnits < 0) {
      throw new IllegalArgumentException(
          "hourlyCostMinorUnits: " + hourlyCostMinorUnits + " (expected: 0 or more)");
    }
  }
}
