package io.agencysuite.metrics.spend;

import io.agencysuite.metrics.cost.AdCost;
import io.agencysuite.metrics.insight.DayInsight;
import org.jspecify.annotations.Nullable;

/// What an entry was before an import wrote it; written down first, so that it can be put back.
///
/// @param cost null when there was none
/// @param insight null when there was none
public record SpendChange(
    String externalId, Outcome outcome, @Nullable AdCost cost, @Nullable DayInsight insight) {

  /// What the import does to the entry.
  public enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED,
    REFUSED
  }
}
