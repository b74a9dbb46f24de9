package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting: what is refused, and with which sentence. */
class StartTest {

  @TempDir Path directory;

  @Test
  void refusesDirectoryInUse() {
    try (EmbeddedStore _ = EmbeddedStore.start(EmbeddedStoreSettings.of(directory))) {
      assertThatThrownBy(() -> EmbeddedStore.start(EmbeddedStoreSettings.of(directory)))
          .isInstanceOf(StoreStartException.class)
          .hasMessage(
              "The data directory %s is already in use by process %s; stop it or choose another"
                  + " directory.",
              directory, ProcessHandle.current().pid());
    }
  }

  @Test
  void startsAgainAfterClose() {
    EmbeddedStore.start(EmbeddedStoreSettings.of(directory)).close();
    EmbeddedStore.start(EmbeddedStoreSettings.of(directory)).close();
  }

  @Test
  void refusesReadOnlyDirectory() {
    // Nobody, not even root, can create a file there.
    Path readOnly = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(readOnly), "SKIPPED: no read-only directory on this system");

    assertThatThrownBy(() -> EmbeddedStore.start(EmbeddedStoreSettings.of(readOnly)))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("is not writable");
  }

  @Test
  void refusesFileInPlaceOfDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedStore.start(EmbeddedStoreSettings.of(file)))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("cannot be created");
  }

  @Test
  void refusesTakenPort() {
    try (EmbeddedStore first = EmbeddedStore.start(EmbeddedStoreSettings.of(directory))) {
      EmbeddedStoreSettings second =
          EmbeddedStoreSettings.of(directory.resolve("other"))
              .withAddress("127.0.0.1", first.port());

      assertThatThrownBy(() -> EmbeddedStore.start(second))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port());
    }
  }

  @Test
  void refusesPageFileOfOtherMaking() throws IOException {
    Files.write(directory.resolve("pages.mv"), new byte[8192]);

    assertThatThrownBy(() -> EmbeddedStore.start(EmbeddedStoreSettings.of(directory)))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("pages.mv");
  }

  @Test
  void letsNobodyInWithoutTheSecret() {
    try (EmbeddedStore store = EmbeddedStore.start(EmbeddedStoreSettings.of(directory))) {
      String secret = store.uri().replaceAll(".*:([^@]+)@.*", "$1");
      String wrong = store.uri().replace(secret, "x".repeat(secret.length()));
      String none = "mongodb://127.0.0.1:" + store.port();
      Document ping = new Document("listDatabases", 1);

      try (MongoClient client = MongoClients.create(wrong + "&serverSelectionTimeoutMS=2000")) {
        assertThatThrownBy(() -> client.getDatabase("admin").runCommand(ping))
            .isInstanceOf(MongoSecurityException.class);
      }
      try (MongoClient client = MongoClients.create(none)) {
        assertThatThrownBy(() -> client.getDatabase("admin").runCommand(ping))
            .hasMessageContaining("requires authentication");
      }
    }
  }
}
