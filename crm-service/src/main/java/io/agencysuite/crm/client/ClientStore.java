package io.agencysuite.crm.client;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Clients in the store.
@Component
public final class ClientStore {

  private static final String KIND = "client";

  private final Documents<Client> documents;

  public ClientStore(MongoDatabase database) {
    this.documents = Documents.of(database, "clients", Client.class).sendsStates();
  }

  public static Key key(String tenant, String id) {
    return Key.ofTenant(tenant, KIND, id);
  }

  Documents<Client> documents() {
    return documents;
  }

  public Optional<Stored<Client>> get(String tenant, String id) {
    return documents.get(key(tenant, id));
  }

  /// The client, or NOT_FOUND.
  public Client require(String tenant, String id) {
    return get(tenant, id).map(Stored::value).orElseThrow(() -> NotFound.resource("clients/" + id));
  }

  /// The client if new records may be made for it.
  public Client requireActive(String tenant, String id) {
    Client client = require(tenant, id);
    return switch (client.state()) {
      case ACTIVE -> client;
      case ARCHIVED ->
          throw new FailedPrecondition(
              "CLIENT_ARCHIVED",
              "clients/" + id + " is archived (expected: an active client)",
              Map.of("client", id));
    };
  }

  public Stored<Client> insertOnce(Key key, Client client) {
    return documents.insertOnce(key, client);
  }

  Optional<Stored<Client>> update(Key key, String etag, UnaryOperator<Client> change) {
    return documents.updateOnce(key, etag, change);
  }

  List<Stored<Client>> getAll(String tenant, Collection<String> ids) {
    return documents.getAll(ids.stream().map(id -> key(tenant, id)).toList());
  }

  Page<Stored<Client>> list(String tenant, boolean archivedToo, PageRequest page) {
    return documents.list(
        Key.prefix(tenant, Key.NO_CLIENT, KIND),
        archivedToo ? null : Filters.eq("doc.state", Client.State.ACTIVE.name()),
        page);
  }
}
