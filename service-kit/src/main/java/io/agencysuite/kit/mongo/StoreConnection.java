package io.agencysuite.kit.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The connection to a service's own store: a MongoDB, or the embedded store, which then runs in
/// this process. Writes are acknowledged when journaled by a majority; reads see only such writes.
/// An operation of a call takes no longer than the call's deadline.
public final class StoreConnection implements AutoCloseable {

  private final @Nullable EmbeddedStore embedded;
  private final MongoClient client;
  private final MongoDatabase database;

  private StoreConnection(@Nullable EmbeddedStore embedded, String uri, String database) {
    this.embedded = embedded;
    this.client = MongoClients.create(settings(uri));
    this.database = CallTimeouts.over(client.getDatabase(database));
  }

  /// Opens the store that the settings name, starting the embedded one if they name no other.
  public static StoreConnection open(StoreSettings settings) {
    String uri = uri(settings);
    if (uri != null) {
      return new StoreConnection(null, uri, settings.database());
    }
    return open(EmbeddedStoreSettings.of(settings.directory()), settings.database());
  }

  /// Starts an embedded store in this process and connects to it.
  public static StoreConnection open(EmbeddedStoreSettings settings, String database) {
    EmbeddedStore store = EmbeddedStore.start(settings);
    return new StoreConnection(store, store.uri(), database);
  }

  public MongoDatabase database() {
    return database;
  }

  /// Throws if the store does not answer.
  public void ping() {
    database.runCommand(new Document("ping", 1));
  }

  @Override
  public void close() {
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private static @Nullable String uri(StoreSettings settings) {
    if (settings.uriFile() == null) {
      return settings.uri();
    }
    try {
      return Files.readString(settings.uriFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the store's address " + settings.uriFile(), e);
    }
  }

  private static MongoClientSettings settings(String uri) {
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(uri))
        .writeConcern(WriteConcern.MAJORITY.withJournal(true))
        .readConcern(ReadConcern.MAJORITY)
        .retryWrites(false)
        .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
        .applyToSocketSettings(
            socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
        .applyToConnectionPoolSettings(pool -> pool.maxSize(64).maxWaitTime(5, TimeUnit.SECONDS))
        .build();
  }
}
