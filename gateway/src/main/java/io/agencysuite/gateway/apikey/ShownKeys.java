package io.agencysuite.gateway.apikey;

import io.agencysuite.gateway.limit.Allowance;
import io.agencysuite.gateway.limit.Usage;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Keys as they are answered: with their last use and what the month has used.
final class ShownKeys {
  private final ApiKeyStore store;
  private final Usage usage;
  private final InstantSource clock;

  ShownKeys(ApiKeyStore store, Usage usage, InstantSource clock) {
    this.store = store;
    this.usage = usage;
    this.clock = clock;
  }

  io.agencysuite.gateway.v1.ApiKey of(Stored<ApiKey> stored) {
    return of(List.of(stored)).getFirst();
  }

  List<io.agencysuite.gateway.v1.ApiKey> of(List<Stored<ApiKey>> keys) {
    Instant now = clock.instant();
    Map<Identity, Allowance> agreed = LinkedHashMap.newLinkedHashMap(keys.size());
    keys.forEach(stored -> agreed.put(identity(stored), ApiKeys.allowance(stored.value())));
    Map<Identity, Usage.Month> months = usage.of(agreed);
    Map<Key, Instant> uses = store.lastUses(keys.stream().map(Stored::key).toList());
    return keys.stream()
        .map(stored -> {
          Usage.Month month = Objects.requireNonNull(months.get(identity(stored)), "as asked for");
          return ApiKeyMessages.to(stored, uses.get(stored.key()), month, now);
        })
        .toList();
  }

  private static Identity identity(Stored<ApiKey> stored) {
    return stored.value().identity(stored.key().tenant(), stored.key().id());
  }
}
