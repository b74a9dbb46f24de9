package io.agencysuite.metrics.ingest;

import java.time.Instant;

/// An event that was not taken, and why.
///
/// @param event the event as it was sent, without its visitor and session, serialized and in Base64
record Rejection(String eventId, String field, String reason, String event, Instant receiveTime) {}
