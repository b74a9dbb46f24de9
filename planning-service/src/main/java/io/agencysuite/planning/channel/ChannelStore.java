package io.agencysuite.planning.channel;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.resource.ResourceNames;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Channels, keyed by client.
public final class ChannelStore {

  public static final String COLLECTION = "channels";
  public static final String KIND = "channel";

  private final Documents<Channel> channels;

  public ChannelStore(MongoDatabase database) {
    this.channels = Documents.of(database, "channels", Channel.class).sendsStates();
  }

  public Documents<Channel> documents() {
    return channels;
  }

  Stored<Channel> create(Key key, Channel channel) {
    return channels
        .insert(key, channel)
        .or(() -> channels.get(key).filter(found -> sameCreation(found.value(), channel)))
        .orElseThrow(() ->
            new AlreadyExists(
                "RESOURCE_EXISTS",
                "channel_id: " + key.id() + " is taken (expected: a new id)",
                Map.of("resource", ResourceNames.name(key.client(), COLLECTION, key.id()))));
  }

  Stored<Channel> get(String tenant, String name) {
    return channels.get(key(tenant, name)).orElseThrow(() -> NotFound.resource(name));
  }

  public Optional<Channel> find(Key key) {
    return channels.get(key).map(Stored::value);
  }

  Page<Stored<Channel>> list(String tenant, String client, boolean archivedToo, PageRequest page) {
    return channels.list(
        Key.prefix(tenant, client, KIND), archivedToo ? null : eq("doc.active", true), page);
  }

  Stored<Channel> update(String tenant, String name, String etag, UnaryOperator<Channel> change) {
    return channels
        .updateOnce(key(tenant, name), etag, change)
        .orElseThrow(() -> NotFound.resource(name));
  }

  private static Key key(String tenant, String name) {
    return ResourceNames.ofClient(tenant, name, COLLECTION, KIND);
  }

  private static boolean sameCreation(Channel found, Channel asked) {
    return !asked.creation().isEmpty() && asked.creation().equals(found.creation());
  }
}
