package io.agencysuite.gateway.oauth;

import java.time.Instant;

/// A sign-in that has gone to another issuer and has not come back.
///
/// @param query of the authorization request, to go on with
/// @param back whether it has come back, which happens once
public record StoredFlight(String query, boolean back, Instant expireAt) {}
