package io.agencysuite.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh database for each test: on one embedded store for the whole run, or on the MongoDB that
 * `-Dmongo.uri=` names.
 */
public final class MongoUnderTest implements BeforeEachCallback, AfterEachCallback {

  private static final String EMBEDDED = "embedded";
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final Map<String, MongoClient> CLIENTS = new ConcurrentHashMap<>();
  private static volatile String target = System.getProperty("mongo.uri", EMBEDDED);

  private String name = "";

  /** Runs what follows on another MongoDB. */
  static void switchTo(String uri) {
    target = uri;
  }

  static String target() {
    return target;
  }

  public static boolean isEmbedded() {
    return target.equals(EMBEDDED);
  }

  public MongoClient client() {
    return CLIENTS.computeIfAbsent(
        target, uri -> MongoClients.create(isEmbedded() ? startEmbedded() : uri));
  }

  public MongoDatabase database() {
    return client().getDatabase(name);
  }

  public MongoCollection<Document> collection() {
    return database().getCollection("docs");
  }

  /** The document that must be there. */
  public Document document(Bson filter) {
    return Objects.requireNonNull(collection().find(filter).first(), filter::toString);
  }

  /** The only document, or any. */
  public Document document() {
    return document(new Document());
  }

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

  @Override
  public void beforeEach(ExtensionContext context) {
    name = "contract_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    database().drop();
  }
}
