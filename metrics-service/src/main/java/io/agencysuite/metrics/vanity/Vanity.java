package io.agencysuite.metrics.vanity;

/// What networks count, in the order in which metrics that move together are kept.
enum Vanity {
  REACH,
  IMPRESSIONS,
  LIKES,
  FOLLOWERS_GAINED
}
