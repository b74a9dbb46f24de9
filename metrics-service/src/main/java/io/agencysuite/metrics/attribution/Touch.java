package io.agencysuite.metrics.attribution;

/// A visit of somebody with consent: what can have led to a lead or an order.
///
/// @param timeMillis when, in milliseconds since 1970
/// @param event hash of the event's id, to tell touches of the same moment apart
/// @param tuple number of the tuple it came by
public record Touch(long timeMillis, long event, int tuple) {}
