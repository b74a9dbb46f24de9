package io.agencysuite.metrics.journey;

/// Where the credit for a conversion comes from, in the order of the rows.
enum Basis {
  /// Touches with a known channel.
  JOURNEY,
  /// Visits, none of them by a known channel.
  DIRECT_VISITS,
  /// No consented visit in the window.
  NO_JOURNEY
}
