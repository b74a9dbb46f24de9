package io.agencysuite.planning.team;

/// What an hour costs from a day on.
///
/// @param validFrom first day, `YYYY-MM-DD`
public record Rate(String validFrom, long hourlyCostMinorUnits, String currencyCode) {

  public Rate {
    if (hourlyCostMinorUnits < 0) {
      throw new IllegalArgumentException(
          "hourlyCostMinorUnits: " + hourlyCostMinorUnits + " (expected: 0 or more)");
    }
  }
}
