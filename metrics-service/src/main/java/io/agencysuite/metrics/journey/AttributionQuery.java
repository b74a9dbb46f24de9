package io.agencysuite.metrics.journey;

import io.agencysuite.metrics.attribution.TouchWeights;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.state.FactKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What an attribution is about.
///
/// @param models distinct, at least one
/// @param groupBy at least one
record AttributionQuery(
    DayRange days,
    Conversions conversions,
    List<TouchWeights> models,
    Duration window,
    Set<Dimension> groupBy) {

  /// What is attributed.
  enum Conversions {
    ORDERS(FactKind.ORDER, Metric.ORDERS, Metric.REVENUE),
    LEADS(FactKind.LEAD, Metric.LEADS, Metric.LEAD_VALUE);

    final FactKind kind;
    final Metric count;
    final Metric value;

    Conversions(FactKind kind, Metric count, Metric value) {
      this.kind = kind;
      this.count = count;
      this.value = value;
    }
  }

  /// What rows are split by.
  enum Dimension {
    CHANNEL,
    CAMPAIGN,
    POST
  }

  AttributionQuery {
    models = List.copyOf(models);
    groupBy = Set.copyOf(groupBy);
  }

  RowKey row(Basis basis, Tuple tuple, boolean other) {
    return new RowKey(
        basis,
        groupBy.contains(Dimension.CHANNEL) ? tuple.channel() : "",
        groupBy.contains(Dimension.CAMPAIGN) ? tuple.campaign() : "",
        groupBy.contains(Dimension.POST) ? tuple.post() : "",
        other);
  }
}
