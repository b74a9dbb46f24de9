package io.agencysuite.kit.mongo;

import java.util.List;

/// The `_id` of a document: `tenant/client/kind/id`, so that a prefix is a range.
///
/// @param client [#NO_CLIENT] for what belongs to the whole tenant
public record Key(String tenant, String client, String kind, String id) {

  /// Stands where a document belongs to no single client.
  public static final String NO_CLIENT = "-";

  public Key {
    for (String part : List.of(tenant, client, kind, id)) {
      if (part.isEmpty() || part.indexOf('/') >= 0) {
        throw new IllegalArgumentException(
            "key part: '" + part + "' (expected: not empty, no '/')");
      }
    }
  }

  /// The key of something that belongs to the whole tenant.
  public static Key ofTenant(String tenant, String kind, String id) {
    return new Key(tenant, NO_CLIENT, kind, id);
  }

  public static Key parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() != 4) {
      throw new IllegalArgumentException("key: '" + text + "' (expected: tenant/client/kind/id)");
    }
    return new Key(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  /// What all keys of this kind, client and tenant begin with.
  public static String prefix(String tenant, String client, String kind) {
    return tenant + '/' + client + '/' + kind + '/';
  }

  /// `tenant/client`, the leading field of secondary indexes.
  public String scope() {
    return tenant + '/' + client;
  }

  @Override
  public String toString() {
    return prefix(tenant, client, kind) + id;
  }
}
