package io.agencysuite.metrics.state;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.state.Projection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The copies of clients.
public final class ClientStore {

  private final Projection<Client> clients;

  public ClientStore(MongoDatabase database) {
    this.clients = new Projection<>(database, "clients", Client.class);
  }

  /// Stores a client's state unless a newer one is there.
  ///
  /// @param client null for a tombstone
  public void put(String tenant, String id, long epoch, long version, @Nullable Client client) {
    clients.put(key(tenant, id), epoch, version, client);
  }

  public Optional<Client> find(String tenant, String id) {
    return clients.get(key(tenant, id));
  }

  /// The client of a resource name `clients/{client}`.
  ///
  /// @throws NotFound if it does not exist
  public Client require(String tenant, String id) {
    if (id.isEmpty() || id.indexOf('/') >= 0 || tenant.isEmpty()) {
      throw NotFound.resource("clients/" + id);
    }
    return find(tenant, id).orElseThrow(() -> NotFound.resource("clients/" + id));
  }

  private static Key key(String tenant, String id) {
    return Key.ofTenant(tenant, "client", id);
  }
}
