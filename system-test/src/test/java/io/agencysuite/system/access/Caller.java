package io.agencysuite.system.access;

import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.Role;
import io.agencysuite.common.v1.Scope;
import io.agencysuite.rest.Rest;
import java.util.Set;

/// Somebody who tries everything.
///
/// @param roles by client, `*` for all; what the door was told when the caller was made
/// @param scopes of a key; empty for no narrowing
record Caller(
    String label, Kind kind, Rest rest, String client, Set<Role> roles, Set<String> scopes) {

  enum Kind {
    /// No credential, or none that is accepted.
    NOBODY,
    OPERATOR,
    MEMBER
  }

  /// What comes of a call.
  enum Verdict {
    UNAUTHENTICATED,
    DENIED,
    HIDDEN,
    ALLOWED
  }

  static Caller nobody(String label, Rest rest) {
    return new Caller(label, Kind.NOBODY, rest, "", Set.of(), Set.of());
  }

  static Caller member(String label, Rest rest, String client, Role... roles) {
    return new Caller(label, Kind.MEMBER, rest, client, Set.of(roles), Set.of());
  }

  Caller narrowedTo(String... only) {
    return new Caller(label, kind, rest, client, roles, Set.of(only));
  }

  /// What the contract promises this caller for a request that names the client.
  ///
  /// @param scope what a key has to be allowed for the RPC
  Verdict promised(Access access, String named, String scope) {
    if (access.getPublicAccess()) {
      return Verdict.ALLOWED;
    }
    if (kind == Kind.NOBODY) {
      return Verdict.UNAUTHENTICATED;
    }
    if (kind == Kind.OPERATOR) {
      return access.getOperator() ? Verdict.ALLOWED : operatorElsewhere(access);
    }
    if (access.getOperator() || (!scopes.isEmpty() && !scopes.contains(scope))) {
      return Verdict.DENIED;
    }
    boolean has = roles.stream().anyMatch(access.getRolesList()::contains);
    boolean everywhere = client.equals("*");
    if (access.getScope() == Scope.TENANT) {
      return has && everywhere ? Verdict.ALLOWED : Verdict.DENIED;
    }
    if (access.getScope() == Scope.ANY_CLIENT) {
      return has ? Verdict.ALLOWED : Verdict.DENIED;
    }
    if (!everywhere && !client.equals(named)) {
      return Verdict.HIDDEN;
    }
    return has ? Verdict.ALLOWED : Verdict.DENIED;
  }

  /// The operator has no roles and sees no client.
  private static Verdict operatorElsewhere(Access access) {
    return access.getScope() == Scope.TENANT || access.getScope() == Scope.ANY_CLIENT
        ? Verdict.DENIED
        : Verdict.HIDDEN;
  }
}
