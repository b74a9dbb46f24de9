package io.agencysuite.metrics.branding;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The branding of each agency.
public final class BrandingStore {

  private final Documents<Branding> brandings;

  public BrandingStore(MongoDatabase database) {
    this.brandings = Documents.of(database, "reportBrandings", Branding.class);
  }

  /// The branding; an empty one as long as nobody has set it.
  public Branding of(String tenant) {
    return find(tenant).map(Stored::value).orElse(Branding.NONE);
  }

  Optional<Stored<Branding>> find(String tenant) {
    return brandings.get(key(tenant));
  }

  Stored<Branding> update(String tenant, String etag, UnaryOperator<Branding> change) {
    brandings.insertOnce(key(tenant), Branding.NONE);
    return brandings
        .updateOnce(key(tenant), etag, change)
        .orElseThrow(() -> new IllegalStateException("the branding vanished"));
  }

  private static Key key(String tenant) {
    return Key.ofTenant(tenant, "reportBranding", "own");
  }
}
