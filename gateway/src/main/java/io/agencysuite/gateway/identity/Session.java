package io.agencysuite.gateway.identity;

import java.time.Instant;

/// A verified access token.
///
/// @param id what a sign-out revokes
/// @param tenant `tenants/{tenant}`
/// @param user `users/{user}`
record Session(String id, String tenant, String user, Instant expiry) {}
