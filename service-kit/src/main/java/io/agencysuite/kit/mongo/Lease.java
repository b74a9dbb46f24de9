package io.agencysuite.kit.mongo;

import java.time.Instant;

/// The right to do a piece of background work until a point in time.
///
/// @param token grows with every change of owner; the store refuses writes that carry an older one
public record Lease(String name, long token, Instant until) {}
