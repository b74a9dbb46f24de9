package io.agencysuite.metrics.spend;

import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.cost.AdCost;
import io.agencysuite.metrics.insight.DayInsight;
import io.agencysuite.metrics.insight.NetworkCounts;
import io.agencysuite.metrics.keyed.Source;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.spend.SpendChange.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an entry would be stored as, and what that would change.
record PlannedEntry(SpendEntry entry, @Nullable AdCost cost, @Nullable DayInsight insight) {

  static PlannedEntry of(SpendEntry entry, Tuple place, boolean money, Source source, Instant now) {
    @Nullable AdCost cost =
        money
            ? new AdCost(
                entry.externalId(),
                entry.day(),
                place.channel(),
                place.campaign(),
                place.post(),
                entry.minorUnits(),
                entry.currency(),
                entry.campaign(),
                source,
                false,
                now,
                now)
            : null;
    @Nullable DayInsight insight =
        entry.counts().isEmpty()
            ? null
            : new DayInsight(
                entry.externalId(),
                entry.day(),
                place.channel(),
                place.campaign(),
                place.post(),
                counts(entry.counts()),
                source,
                false,
                now,
                now);
    return new PlannedEntry(entry, cost, insight);
  }

  private static NetworkCounts counts(Map<SpendField, Long> counts) {
    return new NetworkCounts(
        counts.get(SpendField.REACH),
        counts.get(SpendField.IMPRESSIONS),
        counts.get(SpendField.LIKES),
        counts.get(SpendField.COMMENTS),
        counts.get(SpendField.SHARES),
        counts.get(SpendField.NETWORK_CLICKS),
        counts.get(SpendField.FOLLOWERS));
  }

  /// What storing this does to what is stored.
  SpendChange against(
      @Nullable Stored<AdCost> knownCost, @Nullable Stored<DayInsight> knownInsight) {
    @Nullable AdCost oldCost = knownCost == null ? null : knownCost.value();
    @Nullable DayInsight oldInsight = knownInsight == null ? null : knownInsight.value();
    boolean costNew = cost != null && (oldCost == null || oldCost.removed());
    boolean insightNew = insight != null && (oldInsight == null || oldInsight.removed());
    boolean costSame = cost == null || (oldCost != null && oldCost.saysTheSameAs(cost));
    boolean insightSame =
        insight == null || (oldInsight != null && oldInsight.saysTheSameAs(insight));
    Outcome outcome =
        costSame && insightSame
            ? Outcome.UNCHANGED
            : (cost == null || costNew) && (insight == null || insightNew)
                ? Outcome.CREATED
                : Outcome.CHANGED;
    return new SpendChange(entry.externalId(), outcome, oldCost, oldInsight);
  }
}
