package io.agencysuite.gateway.identity;

import java.time.Instant;

/// Attempts that were made until the end of a window.
public record Throttled(int attempts, Instant end) {}
