package io.agencysuite.metrics.ingest;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import java.time.Instant;

/// What is counted of an event that was taken.
///
/// @param visitor persistent id with consent, pseudonym of the day without; empty when unknown
public record IngestedEvent(
    String eventId,
    Instant occurTime,
    Metric metric,
    String visitor,
    boolean consented,
    Tuple tuple) {

  public boolean isVisit() {
    return metric == Metric.VISITS;
  }
}
