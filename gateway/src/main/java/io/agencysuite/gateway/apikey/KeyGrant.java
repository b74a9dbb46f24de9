package io.agencysuite.gateway.apikey;

import io.agencysuite.kit.identity.Role;

/// A role on a client.
///
/// @param client id of the client, or [#ALL_CLIENTS]
public record KeyGrant(String client, Role role) {
  static final String ALL_CLIENTS = "-";

  public KeyGrant {
    if (role == Role.OWNER) {
      throw new IllegalArgumentException("role: OWNER (expected: a role that manages no keys)");
    }
  }

  boolean covers(KeyGrant other) {
    return role == other.role && (client.equals(ALL_CLIENTS) || client.equals(other.client));
  }
}
