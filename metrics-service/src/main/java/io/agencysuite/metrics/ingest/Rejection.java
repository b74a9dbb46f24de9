package io.agencysuite.metrics.ingest;

import com.google.protobuf.ByteString;
import java.time.Instant;

/// An event that was not taken, and why.
///
/// @param event the event as it was sent, without its visitor and session
record Rejection(
    String eventId, String field, String reason, ByteString event, Instant receiveTime) {}
