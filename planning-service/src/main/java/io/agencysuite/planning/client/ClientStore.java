package io.agencysuite.planning.client;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.state.Projection;
import io.agencysuite.planning.resource.ResourceNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The projection of the clients.
public final class ClientStore {

  private final Projection<Client> clients;

  public ClientStore(MongoDatabase database) {
    this.clients = new Projection<>(database, "clients", Client.class);
  }

  public void put(String tenant, String client, long epoch, long version, @Nullable Client value) {
    clients.put(key(tenant, client), epoch, version, value);
  }

  public Optional<Client> find(String tenant, String client) {
    return clients.get(key(tenant, client));
  }

  /// @throws NotFound if the tenant has no such client
  public Client require(String tenant, String client) {
    return find(tenant, client)
        .orElseThrow(() -> NotFound.resource(ResourceNames.clientName(client)));
  }

  private static Key key(String tenant, String client) {
    return Key.ofTenant(tenant, "client", client);
  }
}
