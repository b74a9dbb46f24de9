package io.agencysuite.planning.resource;

import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Key;
import java.util.List;
import java.util.Optional;

/// Turns resource names into keys and back. A name that is none is answered like one that does not
/// exist.
public final class ResourceNames {

  private static final String CLIENTS = "clients";

  private ResourceNames() {}

  /// The client id in `clients/{client}`.
  public static String client(String name) {
    List<String> parts = parts(name);
    if (parts.size() != 2 || !parts.getFirst().equals(CLIENTS)) {
      throw NotFound.resource(name);
    }
    return parts.get(1);
  }

  /// The key behind `clients/{client}/{collection}/{id}`.
  public static Key ofClient(String tenant, String name, String collection, String kind) {
    return findOfClient(tenant, name, collection, kind).orElseThrow(() -> NotFound.resource(name));
  }

  /// The same; empty when the name is none.
  public static Optional<Key> findOfClient(
      String tenant, String name, String collection, String kind) {
    List<String> parts = parts(name);
    boolean fits =
        parts.size() == 4 && parts.get(0).equals(CLIENTS) && parts.get(2).equals(collection);
    return fits ? Optional.of(new Key(tenant, parts.get(1), kind, parts.get(3))) : Optional.empty();
  }

  /// The key behind `{collection}/{id}` of the tenant itself.
  public static Key ofTenant(String tenant, String name, String collection, String kind) {
    List<String> parts = parts(name);
    if (parts.size() != 2 || !parts.getFirst().equals(collection)) {
      throw NotFound.resource(name);
    }
    return Key.ofTenant(tenant, kind, parts.get(1));
  }

  public static String clientName(String client) {
    return CLIENTS + '/' + client;
  }

  /// `clients/{client}/{collection}/{id}`; empty when the id is.
  public static String name(String client, String collection, String id) {
    return id.isEmpty() ? "" : clientName(client) + '/' + collection + '/' + id;
  }

  /// `{collection}/{id}`; empty when the id is.
  public static String name(String collection, String id) {
    return id.isEmpty() ? "" : collection + '/' + id;
  }

  private static List<String> parts(String name) {
    List<String> parts = List.of(name.split("/", -1));
    return parts.contains("") ? List.of() : parts;
  }
}
