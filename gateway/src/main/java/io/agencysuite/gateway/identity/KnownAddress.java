package io.agencysuite.gateway.identity;

import java.time.Instant;

/// An address from which an account has signed in before.
public record KnownAddress(Instant seen, Instant end) {}
