package io.agencysuite.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh database for each test: on one embedded store for the whole run, or on the MongoDB that
 * `-Dmongo.uri=` names.
 */
public final class MongoUnderTest implements BeforeEachCallback, AfterEachCallback {

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final String GIVEN_URI = System.getProperty("mongo.uri", "");

  private static final class Shared {
    static final String URI = GIVEN_URI.isEmpty() ? startEmbedded() : GIVEN_URI;
    static final MongoClient CLIENT = MongoClients.create(URI);

    private static String startEmbedded() {
      try {
        Path directory = Files.createTempDirectory("contract-store");
        EmbeddedStore store = EmbeddedStore.start(EmbeddedStoreSettings.of(directory));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(store::close));
        return store.uri();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String name = "";

  public static boolean isEmbedded() {
    return GIVEN_URI.isEmpty();
  }

  public MongoDatabase database() {
    return Shared.CLIENT.getDatabase(name);
  }

  public MongoClient client() {
    return Shared.CLIENT;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    name = "contract_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    database().drop();
  }
}
