package io.agencysuite.metrics.vanity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be said about a metric.
///
/// @param estimate cents a unit; null when there is none
/// @param movesWith the metrics that hold its worth, when it cannot be told apart from them
record VanityWorth(
    Vanity vanity,
    Verdict verdict,
    HacRegression.@Nullable Estimate estimate,
    int daysUsed,
    int daysNeeded,
    List<Vanity> movesWith) {

  /// In short.
  enum Verdict {
    WORTH,
    WORTH_ZERO_WITHIN_ERROR,
    WORTH_LESS_THAN_ZERO,
    TOO_LITTLE_DATA,
    NO_VARIATION,
    NOT_SEPARABLE
  }

  VanityWorth {
    movesWith = List.copyOf(movesWith);
  }

  static VanityWorth of(
      Vanity vanity, HacRegression.Estimate estimate, int daysUsed, int daysNeeded) {
    Verdict verdict = Verdict.WORTH_ZERO_WITHIN_ERROR;
    if (estimate.lower() > 0) {
      verdict = Verdict.WORTH;
    } else if (estimate.upper() < 0) {
      verdict = Verdict.WORTH_LESS_THAN_ZERO;
    }
    return new VanityWorth(vanity, verdict, estimate, daysUsed, daysNeeded, List.of());
  }

  static VanityWorth without(Vanity vanity, Verdict verdict, int daysUsed, int daysNeeded) {
    return new VanityWorth(vanity, verdict, null, daysUsed, daysNeeded, List.of());
  }

  VanityWorth movingWith(List<Vanity> others) {
    return new VanityWorth(vanity, verdict, estimate, daysUsed, daysNeeded, others);
  }
}
