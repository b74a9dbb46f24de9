package io.agencysuite.metrics.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The clients' sites.
public final class SiteStore {

  private static final String KIND = "site";

  private final Documents<Site> sites;
  private final Cache<Key, Optional<Site>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  public SiteStore(MongoDatabase database) {
    this.sites = Documents.of(database, "sites", Site.class);
  }

  Stored<Site> insertOnce(String tenant, String client, String id, Site site) {
    return sites.insertOnce(new Key(tenant, client, KIND, id), site);
  }

  Optional<Stored<Site>> get(String tenant, String client, String id) {
    return id.isEmpty() ? Optional.empty() : sites.get(new Key(tenant, client, KIND, id));
  }

  /// The site of a key as it was at most a minute ago.
  Optional<Site> recent(SiteKey key) {
    return known.get(
        new Key(key.tenant(), key.client(), KIND, key.site()),
        k -> sites.get(k).map(Stored::value));
  }

  Optional<Stored<Site>> update(
      String tenant, String client, String id, String etag, UnaryOperator<Site> change) {
    return id.isEmpty()
        ? Optional.empty()
        : sites.update(new Key(tenant, client, KIND, id), etag, change);
  }

  Page<Stored<Site>> list(String tenant, String client, PageRequest page) {
    return sites.list(Key.prefix(tenant, client, KIND), null, page);
  }
}
