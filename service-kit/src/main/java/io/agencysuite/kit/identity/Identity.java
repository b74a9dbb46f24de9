package io.agencysuite.kit.identity;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who calls, in which tenant, with which roles on which clients.
///
/// @param tenant id of the tenant; empty for the operator and the anonymous caller
/// @param subject `users/{id}`, `apiKeys/{id}` or `services/{name}`; never personal data
/// @param grants roles by client id; [#ALL_CLIENTS] stands for every client of the tenant
public record Identity(Kind kind, String tenant, String subject, Map<String, Set<Role>> grants) {

  /// The key of grants that hold for every client of the tenant.
  public static final String ALL_CLIENTS = "*";

  /// The kinds of callers.
  public enum Kind {
    USER,
    API_KEY,
    SERVICE,
    OPERATOR,
    ANONYMOUS
  }

  public Identity {
    grants =
        grants.entrySet().stream()
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        e -> Set.copyOf(e.getValue()),
                        (a, b) -> a,
                        TreeMap::new),
                    Map::copyOf));
    if (needsTenant(kind) && tenant.isBlank()) {
      throw new IllegalArgumentException("tenant: blank (expected: the tenant of a " + kind + ")");
    }
  }

  private static boolean needsTenant(Kind kind) {
    return switch (kind) {
      case USER, API_KEY -> true;
      case SERVICE, OPERATOR, ANONYMOUS -> false;
    };
  }

  /// A service of the suite acting within a tenant.
  public static Identity service(String name, String tenant) {
    return new Identity(Kind.SERVICE, tenant, "services/" + name, Map.of());
  }

  /// The operator of the installation.
  public static Identity operator() {
    return new Identity(Kind.OPERATOR, "", "operator", Map.of());
  }

  /// Somebody without a credential.
  public static Identity anonymous() {
    return new Identity(Kind.ANONYMOUS, "", "anonymous", Map.of());
  }

  /// True if any of the roles is held on this client.
  public boolean holds(Set<Role> anyOf, String client) {
    return intersects(grants.get(ALL_CLIENTS), anyOf) || intersects(grants.get(client), anyOf);
  }

  /// True if any of the roles is held for all clients.
  public boolean holdsEverywhere(Set<Role> anyOf) {
    return intersects(grants.get(ALL_CLIENTS), anyOf);
  }

  /// True if any of the roles is held on at least one client.
  public boolean holdsSomewhere(Set<Role> anyOf) {
    return grants.values().stream().anyMatch(roles -> intersects(roles, anyOf));
  }

  /// True if the caller may know that this client exists.
  public boolean sees(String client) {
    return kind == Kind.SERVICE || grants.containsKey(ALL_CLIENTS) || grants.containsKey(client);
  }

  private static boolean intersects(
      @org.jspecify.annotations.Nullable Set<Role> held, Set<Role> anyOf) {
    return held != null && held.stream().anyMatch(anyOf::contains);
  }
}
