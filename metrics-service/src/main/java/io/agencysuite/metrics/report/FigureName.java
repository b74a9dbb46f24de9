package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Metric;
import java.util.Locale;

/// What the figures are called on the wire.
final class FigureName {

  private FigureName() {}

  static String of(Metric metric) {
    return switch (metric) {
      case LEAD_VALUE -> "estimated_lead_value";
      case REACH, IMPRESSIONS, LIKES, COMMENTS, SHARES, NETWORK_CLICKS, FOLLOWERS ->
          "network." + metric.name().toLowerCase(Locale.ROOT);
      default -> metric.name().toLowerCase(Locale.ROOT);
    };
  }
}
