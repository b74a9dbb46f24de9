package io.agencysuite.crm.tenant;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import org.bson.BsonDocument;
import org.springframework.stereotype.Component;

/// Tenants in the store.
@Component
final class TenantStore {

  private final Documents<Tenant> documents;

  TenantStore(MongoDatabase database) {
    this.documents = Documents.of(database, "tenants", Tenant.class);
  }

  /// Stores a tenant, or answers the one that has the id.
  Stored<Tenant> insertOnce(String id, Tenant tenant) {
    return documents.insertOnce(Key.ofTenant(id, "tenant", id), tenant);
  }

  /// Whether the installation has no agency yet.
  boolean isEmpty() {
    return documents.find(new BsonDocument(), 1).isEmpty();
  }
}
