package io.agencysuite.planning.settings;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.util.function.UnaryOperator;

/// One document per tenant; version 0 stands for the defaults, which are not stored.
public final class PolicyStore {

  private final Documents<Policy> policies;

  public PolicyStore(MongoDatabase database) {
    this.policies = Documents.of(database, "policies", Policy.class);
  }

  public Stored<Policy> get(String tenant) {
    return policies.get(key(tenant)).orElseGet(() -> initial(tenant));
  }

  public Stored<Policy> update(String tenant, String etag, UnaryOperator<Policy> change) {
    return policies
        .update(key(tenant), etag, change)
        .orElseGet(() -> create(tenant, etag, change.apply(Policy.DEFAULT)));
  }

  private Stored<Policy> create(String tenant, String etag, Policy policy) {
    String current = initial(tenant).etag();
    if (!etag.isEmpty() && !etag.equals(current)) {
      throw Aborted.stale("planningSettings", etag, current);
    }
    return policies
        .insert(key(tenant), policy)
        .orElseThrow(() -> Aborted.stale("planningSettings", current, "a newer one"));
  }

  private static Stored<Policy> initial(String tenant) {
    return new Stored<>(key(tenant), 0, Policy.DEFAULT);
  }

  private static Key key(String tenant) {
    return Key.ofTenant(tenant, "policy", "planning");
  }
}
