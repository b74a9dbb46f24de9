package io.agencysuite.metrics.spend;

/// What a column holds.
public enum SpendField {
  DAY,
  LAST_DAY,
  ACCOUNT,
  ACCOUNT_ID,
  CAMPAIGN,
  CAMPAIGN_ID,
  AD_SET,
  AD_SET_ID,
  AD,
  AD_ID,
  AMOUNT,
  AMOUNT_MICROS,
  CURRENCY,
  REACH,
  IMPRESSIONS,
  LIKES,
  COMMENTS,
  SHARES,
  NETWORK_CLICKS,
  FOLLOWERS;

  boolean isMoney() {
    return this == AMOUNT || this == AMOUNT_MICROS;
  }

  boolean isCount() {
    return compareTo(REACH) >= 0;
  }

  /// Below the campaign or above it: what makes two rows two entries.
  boolean isIdentity() {
    return compareTo(ACCOUNT) >= 0 && compareTo(AD_ID) <= 0;
  }
}
