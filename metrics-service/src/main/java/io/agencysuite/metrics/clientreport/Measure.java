package io.agencysuite.metrics.clientreport;

/// What a report measures. The names are stored.
public enum Measure {
  VISITS(Unit.COUNT),
  UNIQUE_VISITORS(Unit.COUNT),
  PAGE_VIEWS(Unit.COUNT),
  CLICKS(Unit.COUNT),
  FORM_SUBMITS(Unit.COUNT),
  POSTS(Unit.COUNT),
  LEADS(Unit.COUNT),
  ESTIMATED_LEAD_VALUE(Unit.MONEY),
  ORDERS(Unit.COUNT),
  REVENUE(Unit.MONEY),
  REFUNDS(Unit.MONEY),
  NET_REVENUE(Unit.MONEY),
  AD_COST(Unit.MONEY),
  MINUTES(Unit.MINUTES),
  NETWORK_REACH(Unit.COUNT),
  NETWORK_IMPRESSIONS(Unit.COUNT),
  NETWORK_LIKES(Unit.COUNT),
  NETWORK_FOLLOWERS(Unit.COUNT);

  private final Unit unit;

  /// How a value is written.
  public enum Unit {
    COUNT,
    MONEY,
    MINUTES
  }

  Measure(Unit unit) {
    this.unit = unit;
  }

  Unit unit() {
    return unit;
  }
}
