package io.agencysuite.crm.user;

import io.agencysuite.kit.identity.Role;
import java.time.Instant;
import java.util.Locale;

/// A role that a user holds on one client or on all.
///
/// @param user id of the user
/// @param client id of the client, or [#ALL_CLIENTS]
/// @param revoked it was taken back; kept, so that it can be granted again
public record Grant(String user, String client, Role role, Instant createTime, boolean revoked) {

  /// Stands for every client of the tenant.
  public static final String ALL_CLIENTS = "-";

  /// The id says everything, so a grant exists once.
  String id() {
    return user + '.' + role.name().toLowerCase(Locale.ROOT) + '.' + client;
  }

  boolean ownsTenant() {
    return role == Role.OWNER && client.equals(ALL_CLIENTS);
  }

  Grant revokedNow() {
    return revoked ? this : new Grant(user, client, role, createTime, true);
  }

  Grant granted(Instant now) {
    return revoked ? new Grant(user, client, role, now, false) : this;
  }
}
