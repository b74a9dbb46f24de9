package io.agencysuite.metrics.rollup;

/// What is counted. The codes are stored and never change. Money is counted in minor units, in
/// buckets of its currency.
public enum Metric {
  VISITS(0, false),
  CONSENTED_VISITS(1, false),
  PAGE_VIEWS(2, false),
  CLICKS(3, false),
  FORM_SUBMITS(4, false),
  CUSTOM_EVENTS(5, false),
  POSTS(6, false),
  LEADS(7, false),
  ORDERS(8, false),
  MINUTES(9, false),
  UNRATED_MINUTES(10, false),
  LEAD_VALUE(11, true),
  REVENUE(12, true),
  REFUNDS(13, true),
  AD_COST(14, true),
  LABOUR_COST(15, true),
  REACH(16, false),
  IMPRESSIONS(17, false),
  LIKES(18, false),
  COMMENTS(19, false),
  SHARES(20, false),
  NETWORK_CLICKS(21, false),
  FOLLOWERS(22, false);

  /// How many there are.
  public static final int COUNT = 23;

  private static final Metric[] BY_CODE = values();

  private final int code;
  private final boolean money;

  Metric(int code, boolean money) {
    this.code = code;
    this.money = money;
  }

  public int code() {
    return code;
  }

  public boolean money() {
    return money;
  }

  /// A level at the end of a day, which is never summed over days.
  public boolean level() {
    return this == FOLLOWERS;
  }

  public static Metric of(int code) {
    if (code < 0 || code >= COUNT || BY_CODE[code].code != code) {
      throw new IllegalArgumentException("metric: " + code + " (expected: 0.." + (COUNT - 1) + ")");
    }
    return BY_CODE[code];
  }
}
