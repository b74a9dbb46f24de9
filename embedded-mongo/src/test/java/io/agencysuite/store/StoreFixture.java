package io.agencysuite.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** A store of a test's own and a client to it. */
final class StoreFixture implements AutoCloseable {

  private final EmbeddedStore store;
  private final MongoClient client;

  private StoreFixture(EmbeddedStore store) {
    this.store = store;
    this.client = MongoClients.create(store.uri());
  }

  static StoreFixture start(EmbeddedStoreSettings settings) {
    return new StoreFixture(EmbeddedStore.start(settings));
  }

  EmbeddedStore store() {
    return store;
  }

  MongoCollection<Document> collection(String name) {
    return client.getDatabase("test").getCollection(name);
  }

  @Override
  public void close() {
    client.close();
    store.close();
  }
}
