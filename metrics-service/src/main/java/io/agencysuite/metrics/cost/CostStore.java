package io.agencysuite.metrics.cost;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The costs. Their id is derived from the sender's key, so that the same key always means the same
/// document.
public final class CostStore {

  private static final String KIND = "cost";

  private final Documents<AdCost> costs;

  public CostStore(MongoDatabase database) {
    this.costs = Documents.of(database, "costs", AdCost.class).sendsStates();
  }

  /// For the relay.
  public Documents<AdCost> documents() {
    return costs;
  }

  /// What a batch did.
  record Outcome(List<Stored<AdCost>> stored, int created, int updated, int unchanged) {}

  /// Stores the costs, those of a known key in place of the stored ones. Trying again after a crash
  /// completes what was begun.
  Outcome put(String tenant, String client, List<AdCost> batch) {
    Map<Key, Stored<AdCost>> before = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    List<Key> keys = batch.stream().map(cost -> key(tenant, client, cost.externalId())).toList();
    costs.getAll(keys).forEach(stored -> before.put(stored.key(), stored));
    List<Stored<AdCost>> fresh = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!before.containsKey(keys.get(i))) {
        fresh.add(new Stored<>(keys.get(i), 1, batch.get(i)));
      }
    }
    costs.insertAll(fresh);
    List<Stored<AdCost>> stored = new ArrayList<>();
    int updated = 0;
    for (int i = 0; i < keys.size(); i++) {
      Stored<AdCost> known = before.get(keys.get(i));
      AdCost wanted = batch.get(i);
      if (known == null) {
        stored.add(new Stored<>(keys.get(i), 1, wanted));
      } else if (known.value().saysTheSameAs(wanted)) {
        stored.add(known);
      } else {
        updated++;
        stored.add(replace(keys.get(i), wanted));
      }
    }
    return new Outcome(stored, fresh.size(), updated, batch.size() - fresh.size() - updated);
  }

  Optional<Stored<AdCost>> get(String tenant, String client, String id) {
    return id.isEmpty() || client.isEmpty()
        ? Optional.empty()
        : costs.get(new Key(tenant, client, KIND, id));
  }

  Page<Stored<AdCost>> list(String tenant, String client, PageRequest page) {
    return costs.list(Key.prefix(tenant, client, KIND), null, page);
  }

  private Stored<AdCost> replace(Key key, AdCost wanted) {
    return costs
        .updateOnce(key, "", old -> wanted.storedAt(old.createTime(), wanted.updateTime()))
        .orElseThrow(() -> new IllegalStateException(key + " vanished"));
  }

  private static Key key(String tenant, String client, String externalId) {
    return new Key(tenant, client, KIND, CostId.of(externalId));
  }
}
