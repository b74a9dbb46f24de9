package io.agencysuite.bench;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.nio.file.Path;

/** One side of the comparison. */
record StoreUnderBench(String name, String durability, String uri, Runnable stop)
    implements AutoCloseable {

  static StoreUnderBench embedded(Path directory) {
    EmbeddedStore store = EmbeddedStore.start(EmbeddedStoreSettings.of(directory));
    return new StoreUnderBench(
        "embedded store", "every reply waits for an fsync", store.uri(), store::close);
  }

  static StoreUnderBench stockH2(Path directory) {
    MongoServer server = new MongoServer(new H2Backend(directory.resolve("stock.mv").toString()));
    return new StoreUnderBench(
        "stock H2 backend",
        "as it comes: written about a second later, lost by a kill",
        server.bindAndGetConnectionString(),
        server::shutdownNow);
  }

  @Override
  public void close() {
    stop.run();
  }
}
