package io.agencysuite.metrics.spend;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.cost.AdCost;
import io.agencysuite.metrics.cost.CostMessages;
import io.agencysuite.metrics.insight.DayInsight;
import io.agencysuite.metrics.insight.InsightMessages;
import io.agencysuite.metrics.keyed.Keyed;
import io.agencysuite.metrics.keyed.KeyedStore;
import io.agencysuite.metrics.keyed.Source;
import io.agencysuite.metrics.spend.SpendChange.Outcome;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.StreamAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The costs and insights that imports read, write and put back, by way of the same stores and the
/// same stream as those sent one by one.
public final class SpendRecords {

  private final KeyedStore<AdCost> costs;
  private final KeyedStore<DayInsight> insights;
  private final StreamAppender appender;
  private final RestoreEpoch epoch;

  public SpendRecords(
      KeyedStore<AdCost> costs,
      KeyedStore<DayInsight> insights,
      StreamAppender appender,
      RestoreEpoch epoch) {
    this.costs = costs;
    this.insights = insights;
    this.appender = appender;
    this.epoch = epoch;
  }

  /// What storing these would do.
  List<SpendChange> compare(Key of, List<PlannedEntry> planned) {
    List<AdCost> wantedCosts =
        planned.stream().map(PlannedEntry::cost).filter(Objects::nonNull).toList();
    List<DayInsight> wantedInsights =
        planned.stream().map(PlannedEntry::insight).filter(Objects::nonNull).toList();
    Map<String, Stored<AdCost>> knownCosts =
        costs.byExternalId(of.tenant(), of.client(), wantedCosts);
    Map<String, Stored<DayInsight>> knownInsights =
        insights.byExternalId(of.tenant(), of.client(), wantedInsights);
    return planned.stream()
        .map(one -> {
          String id = one.entry().externalId();
          return one.against(knownCosts.get(id), knownInsights.get(id));
        })
        .toList();
  }

  boolean hasOtherLevel(Key of, Source source) {
    return costs.hasOtherLevel(of.tenant(), of.client(), source.group(), source.level())
        || insights.hasOtherLevel(of.tenant(), of.client(), source.group(), source.level());
  }

  void write(Key of, List<PlannedEntry> planned, List<SpendChange> changes) {
    List<AdCost> newCosts = new ArrayList<>();
    List<DayInsight> newInsights = new ArrayList<>();
    for (int i = 0; i < planned.size(); i++) {
      Outcome outcome = changes.get(i).outcome();
      if (outcome == Outcome.CREATED || outcome == Outcome.CHANGED) {
        Optional.ofNullable(planned.get(i).cost()).ifPresent(newCosts::add);
        Optional.ofNullable(planned.get(i).insight()).ifPresent(newInsights::add);
      }
    }
    List<Entry> entries = new ArrayList<>();
    costs
        .put(of.tenant(), of.client(), newCosts)
        .stored()
        .forEach(stored -> entries.add(CostMessages.entry(stored, epoch.value())));
    insights
        .put(of.tenant(), of.client(), newInsights)
        .stored()
        .forEach(stored -> entries.add(InsightMessages.entry(stored, epoch.value())));
    appender.append(entries);
  }

  /// Puts back what the import changed.
  ///
  /// @return how many entries stay, because somebody changed them since
  int putBack(Key of, List<SpendChange> changes, Instant now) {
    List<Entry> entries = new ArrayList<>();
    int kept = 0;
    for (SpendChange change : changes) {
      if (change.outcome() == Outcome.CREATED || change.outcome() == Outcome.CHANGED) {
        Optional<Stored<AdCost>> cost = putBack(costs, of, change.externalId(), change.cost(), now);
        Optional<Stored<DayInsight>> insight =
            putBack(insights, of, change.externalId(), change.insight(), now);
        cost.ifPresent(stored -> entries.add(CostMessages.entry(stored, epoch.value())));
        insight.ifPresent(stored -> entries.add(InsightMessages.entry(stored, epoch.value())));
        boolean stays =
            cost.filter(stored -> stays(stored.value(), change.cost(), of.id())).isPresent()
                || insight
                    .filter(stored -> stays(stored.value(), change.insight(), of.id()))
                    .isPresent();
        kept += stays ? 1 : 0;
      }
    }
    appender.append(entries);
    return kept;
  }

  private static <T extends Record & Keyed<T>> Optional<Stored<T>> putBack(
      KeyedStore<T> store, Key of, String externalId, @Nullable T before, Instant now) {
    return store.change(
        store.key(of.tenant(), of.client(), externalId),
        current -> {
          if (!current.source().importId().equals(of.id()) || current.removed()) {
            return current;
          }
          T back = before == null ? current.takenBack() : before;
          return back.storedAt(current.createTime(), now);
        });
  }

  private static <T extends Keyed<T>> boolean stays(
      T current, @Nullable T before, String importId) {
    boolean putBack =
        before == null
            ? current.removed() && current.source().importId().equals(importId)
            : current.saysTheSameAs(before) && current.source().equals(before.source());
    return !putBack;
  }
}
