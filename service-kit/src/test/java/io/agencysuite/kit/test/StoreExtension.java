package io.agencysuite.kit.test;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.StoreConnection;
import io.agencysuite.kit.mongo.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real store for a test class: the embedded one in a fresh folder, or an own database of the
/// MongoDB that `-Dmongo.uri=` names.
public final class StoreExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable Path directory;
  private @Nullable StoreConnection connection;

  public StoreConnection connection() {
    return Objects.requireNonNull(connection, "the store runs between beforeAll and afterAll");
  }

  public MongoDatabase database() {
    return connection().database();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path folder = Files.createTempDirectory("store");
    directory = folder;
    String database = "test-" + UUID.randomUUID().toString().substring(0, 8);
    connection =
        StoreConnection.open(
            new StoreSettings(System.getProperty("mongo.uri"), null, folder, database));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (System.getProperty("mongo.uri") != null) {
      database().drop();
    }
    connection().close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
