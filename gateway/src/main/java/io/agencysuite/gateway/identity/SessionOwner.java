package io.agencysuite.gateway.identity;

import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import java.util.Set;

/// Whose sign-in the current call is about.
///
/// @param user id of the user
/// @param own the caller is the user
record SessionOwner(String tenant, String user, boolean own) {

  /// @param name a resource name that begins with `users/{user}`
  /// @throws PermissionDenied if the caller is neither the user nor an owner of the tenant
  static SessionOwner of(String name) {
    Identity caller = CurrentCall.identity();
    String user = name.split("/", -1)[1];
    boolean own = caller.kind() == Identity.Kind.USER && caller.subject().equals("users/" + user);
    if (!own && !caller.holdsEverywhere(Set.of(Role.OWNER))) {
      throw new PermissionDenied(
          "ROLE_MISSING", "users/" + user + " is not the caller (expected: OWNER)");
    }
    return new SessionOwner(caller.tenant(), user, own);
  }

  SessionOwner requireOwn() {
    if (!own) {
      throw new PermissionDenied(
          "ROLE_MISSING", "users/" + user + " is not the caller (expected: one's own)");
    }
    return this;
  }
}
