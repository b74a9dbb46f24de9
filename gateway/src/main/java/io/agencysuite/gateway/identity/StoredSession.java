package io.agencysuite.gateway.identity;

import java.time.Instant;

/// A sign-in as the store keeps it, until it has ended anyway.
///
/// @param user id of the user
/// @param agent browser and system
/// @param application what it was begun for; empty for the console
/// @param passwordVersion of the user's password at the sign-in
/// @param renewed when it last got a token
/// @param expireAt when the store forgets it
public record StoredSession(
    String user,
    String agent,
    String application,
    long passwordVersion,
    Instant signedIn,
    Instant renewed,
    Instant expireAt,
    boolean revoked) {

  StoredSession renewedAt(Instant now) {
    return new StoredSession(
        user, agent, application, passwordVersion, signedIn, now, expireAt, revoked);
  }

  StoredSession revokedNow() {
    return revoked
        ? this
        : new StoredSession(
            user, agent, application, passwordVersion, signedIn, renewed, expireAt, true);
  }
}
