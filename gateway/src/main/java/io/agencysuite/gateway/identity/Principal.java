package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.Grant;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.crm.v1.User;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A user with what they may do at the moment.
///
/// @param identity what the services are told
record Principal(String tenant, User user, List<Grant> grants, Identity identity) {
  private static final String ALL_CLIENTS = "-";

  Principal {
    grants = List.copyOf(grants);
  }

  static Principal of(String tenant, ResolvePrincipalResponse answer) {
    List<Grant> grants = answer.getGrantsList();
    return new Principal(
        tenant, answer.getUser(), grants, identity(tenant, answer.getUser(), grants));
  }

  boolean isActive() {
    return user.getState() == User.State.ACTIVE;
  }

  private static Identity identity(String tenant, User user, List<Grant> grants) {
    Map<String, Set<Role>> roles = new HashMap<>();
    for (Grant grant : grants) {
      String client = id(grant.getClient());
      String key = client.equals(ALL_CLIENTS) ? Identity.ALL_CLIENTS : client;
      switch (grant.getRole()) {
        case OWNER, PLANNER, COMMUNITY_MANAGER, SALES, ANALYST, CLIENT_VIEWER, PARTNER ->
            roles
                .computeIfAbsent(key, _ -> new HashSet<>())
                .add(Role.valueOf(grant.getRole().name()));
        // A role that this door does not know yet grants nothing.
        case ROLE_UNSPECIFIED, UNRECOGNIZED -> {}
      }
    }
    return new Identity(Identity.Kind.USER, id(tenant), user.getName(), roles);
  }

  /// The last part of a resource name.
  static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
