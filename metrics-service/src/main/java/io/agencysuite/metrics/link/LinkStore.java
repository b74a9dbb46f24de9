package io.agencysuite.metrics.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.rollup.Tuple;
import java.util.Optional;

/// The tracking links. As they never change, those in use are remembered.
public final class LinkStore {

  private static final String KIND = "link";

  private final Documents<TrackingLink> links;
  private final Cache<Key, Stored<TrackingLink>> known =
      Caffeine.newBuilder().maximumSize(10_000).build();

  public LinkStore(MongoDatabase database) {
    this.links = Documents.of(database, "links", TrackingLink.class);
  }

  Stored<TrackingLink> insertOnce(String tenant, String client, String id, TrackingLink link) {
    return links.insertOnce(key(tenant, client, id), link);
  }

  Optional<Stored<TrackingLink>> get(String tenant, String client, String id) {
    if (id.isEmpty() || id.indexOf('/') >= 0) {
      return Optional.empty();
    }
    Key key = key(tenant, client, id);
    Stored<TrackingLink> hit = known.getIfPresent(key);
    if (hit != null) {
      return Optional.of(hit);
    }
    Optional<Stored<TrackingLink>> found = links.get(key);
    found.ifPresent(link -> known.put(key, link));
    return found;
  }

  /// Where the link of this id was published; empty when the client has no such link.
  public Optional<Tuple> tuple(String tenant, String client, String id) {
    return get(tenant, client, id).map(stored -> stored.value().tuple());
  }

  Page<Stored<TrackingLink>> list(String tenant, String client, PageRequest page) {
    return links.listNewestFirst(Key.prefix(tenant, client, KIND), null, page);
  }

  private static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }
}
