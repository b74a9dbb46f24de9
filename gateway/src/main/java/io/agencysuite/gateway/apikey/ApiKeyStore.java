package io.agencysuite.gateway.apikey;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Keys in the store, and when each was last used.
final class ApiKeyStore {
  private static final String KIND = "apiKey";
  private static final Duration USE_STEP = Duration.ofMinutes(1);

  private final Documents<ApiKey> documents;
  private final Documents<KeyUse> uses;

  ApiKeyStore(MongoDatabase database) {
    this.documents = Documents.of(database, "apiKeys", ApiKey.class);
    this.uses = Documents.of(database, "apiKeyUses", KeyUse.class);
  }

  static Key key(String tenant, String id) {
    return Key.ofTenant(tenant, KIND, id);
  }

  Optional<Stored<ApiKey>> get(Key key) {
    return documents.get(key);
  }

  Stored<ApiKey> require(Key key) {
    return get(key).orElseThrow(() -> NotFound.resource("apiKeys/" + key.id()));
  }

  Optional<Stored<ApiKey>> insert(Key key, ApiKey value) {
    return documents.insert(key, value);
  }

  Stored<ApiKey> update(Key key, String etag, UnaryOperator<ApiKey> change) {
    return documents
        .update(key, etag, change)
        .orElseThrow(() -> NotFound.resource("apiKeys/" + key.id()));
  }

  void delete(Stored<ApiKey> current) {
    documents.delete(current);
    uses.get(current.key()).ifPresent(uses::delete);
  }

  Page<Stored<ApiKey>> list(String tenant, PageRequest page) {
    return documents.listNewestFirst(Key.prefix(tenant, Key.NO_CLIENT, KIND), null, page);
  }

  /// When these keys were last used; those never used are missing.
  Map<Key, Instant> lastUses(List<Key> keys) {
    return uses.getAll(keys).stream()
        .collect(Collectors.toMap(Stored::key, stored -> stored.value().lastTime()));
  }

  /// Notes a use, unless one within the last minute is noted already.
  void used(Key key, Instant now) {
    if (uses.insert(key, new KeyUse(now)).isEmpty()) {
      uses.update(
          key, "", use -> now.isBefore(use.lastTime().plus(USE_STEP)) ? use : new KeyUse(now));
    }
  }
}
