package io.agencysuite.metrics.vanity;

import io.agencysuite.metrics.v1.VanityEstimate;
import io.agencysuite.metrics.v1.VanityMetric;

/// Worths to the wire.
final class VanityMessages {

  private VanityMessages() {}

  static VanityEstimate to(VanityWorth worth, String currency, int lags) {
    VanityEstimate.Builder message =
        VanityEstimate.newBuilder()
            .setMetric(metric(worth.vanity()))
            .setVerdict(verdict(worth.verdict()))
            .setDaysUsed(worth.daysUsed())
            .setDaysNeeded(worth.daysNeeded())
            .addAllMovesWith(worth.movesWith().stream().map(VanityMessages::metric).toList())
            .setTextDe(VanityText.german(worth, currency, lags))
            .setTextEn(VanityText.english(worth, currency, lags));
    HacRegression.Estimate estimate = worth.estimate();
    if (estimate != null) {
      message
          .setCentsPerUnit(estimate.value())
          .setLowerCents(estimate.lower())
          .setUpperCents(estimate.upper())
          .setStandardErrorCents(estimate.standardError());
    }
    return message.build();
  }

  private static VanityMetric metric(Vanity vanity) {
    return switch (vanity) {
      case REACH -> VanityMetric.REACH;
      case IMPRESSIONS -> VanityMetric.IMPRESSIONS;
      case LIKES -> VanityMetric.LIKES;
      case FOLLOWERS_GAINED -> VanityMetric.FOLLOWERS_GAINED;
    };
  }

  private static VanityEstimate.Verdict verdict(VanityWorth.Verdict verdict) {
    return switch (verdict) {
      case WORTH -> VanityEstimate.Verdict.WORTH;
      case WORTH_ZERO_WITHIN_ERROR -> VanityEstimate.Verdict.WORTH_ZERO_WITHIN_ERROR;
      case WORTH_LESS_THAN_ZERO -> VanityEstimate.Verdict.WORTH_LESS_THAN_ZERO;
      case TOO_LITTLE_DATA -> VanityEstimate.Verdict.TOO_LITTLE_DATA;
      case NO_VARIATION -> VanityEstimate.Verdict.NO_VARIATION;
      case NOT_SEPARABLE -> VanityEstimate.Verdict.NOT_SEPARABLE;
    };
  }
}
