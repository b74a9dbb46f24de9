package io.agencysuite.metrics.ingest;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import java.time.Instant;

/// What is counted of an event that was taken.
///
/// @param visitor persistent id with consent, pseudonym of the day without; empty when unknown
/// @param session empty when unknown
/// @param url of the page; empty when unknown
/// @param name of a custom event; empty for others
public record IngestedEvent(
    String eventId,
    Instant occurTime,
    Metric metric,
    String visitor,
    boolean consented,
    Tuple tuple,
    String session,
    String url,
    String name) {

  public boolean isVisit() {
    return metric == Metric.VISITS;
  }
}
