package io.agencysuite.metrics.ingest;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.stream.Reading;

/// What is counted of an event that was taken, with hashes in place of ids.
///
/// @param keyHead the first eight bytes of the hash of the event's id
/// @param keyTail the next eight bytes
/// @param second when it happened, in seconds since 1970
/// @param timeMillis the same in milliseconds
/// @param visitor hash of the persistent id with consent, of a pseudonym of the day without; 0 when
///   unknown
/// @param visitorKnown whether anything is known of the visitor
/// @param session hash; 0 when unknown
/// @param path of the page; empty when unknown
/// @param name of a custom event; empty for others
public record CountedEvent(
    long keyHead,
    long keyTail,
    long second,
    long timeMillis,
    Metric metric,
    long visitor,
    boolean visitorKnown,
    boolean consented,
    int session,
    Tuple tuple,
    String path,
    String name)
    implements Reading {

  public boolean isVisit() {
    return metric == Metric.VISITS;
  }
}
