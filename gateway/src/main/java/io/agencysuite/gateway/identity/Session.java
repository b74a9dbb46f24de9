package io.agencysuite.gateway.identity;

import java.time.Instant;

/// A verified access token.
///
/// @param id the session's, kept through renewals; what a sign-out revokes
/// @param tenant `tenants/{tenant}`
/// @param user `users/{user}`
/// @param signedIn when the user gave the password
/// @param expiry the token's end
record Session(String id, String tenant, String user, Instant signedIn, Instant expiry) {}
