package io.agencysuite.crm.origin;

/// Where a person, lead or order came from, as keys; empty where unknown.
public record Origin(
    String channel,
    String campaign,
    String post,
    String utmSource,
    String utmMedium,
    String utmContent,
    String utmTerm,
    String linkCode) {

  /// Nothing is known.
  public static final Origin UNKNOWN = new Origin("", "", "", "", "", "", "", "");
}
