package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, fails to write or fails to sync. */
class FaultsTest {

  @TempDir Path directory;

  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicBoolean writeFails = new AtomicBoolean();
  private final AtomicBoolean syncFails = new AtomicBoolean();

  private EmbeddedStoreSettings settings() {
    Faults faults =
        new Faults() {
          @Override
          public void beforeReserve(long bytes) throws IOException {
            failWhen(full, "No space left on device");
          }

          @Override
          public void beforeWrite(long first, long last) throws IOException {
            failWhen(writeFails, "No space left on device");
          }

          @Override
          public void beforeSync(long last) throws IOException {
            failWhen(syncFails, "Input/output error");
          }
        };
    return EmbeddedStoreSettings.of(directory)
        .withSizes(64 * 1024, 1 << 20, 1 << 20)
        .withFaults(faults);
  }

  private static void failWhen(AtomicBoolean condition, String message) throws IOException {
    if (condition.get()) {
      throw new IOException(message);
    }
  }

  @Test
  void fullDiskRefusesWritesKeepsReadsAndRecovers() {
    int stored = 0;
    try (StoreFixture store = StoreFixture.start(settings())) {
      MongoCollection<Document> docs = store.collection("docs");
      docs.insertOne(document(stored++));

      full.set(true);
      MongoWriteException refusal = null;
      while (refusal == null) {
        try {
          docs.insertOne(document(stored));
          stored++;
        } catch (MongoWriteException e) {
          refusal = e;
        }
      }
      assertThat(refusal.getError().getCode()).isEqualTo(14031);
      assertThat(refusal.getError().getMessage())
          .contains("refuses writes until its disk has room");
      assertThat(docs.countDocuments()).isEqualTo(stored);
      assertThat(docs.find(new Document("_id", 0)).first()).isNotNull();

      full.set(false);
      docs.insertOne(document(stored++));
      assertThat(docs.countDocuments()).isEqualTo(stored);
    }
    try (StoreFixture store = StoreFixture.start(settings())) {
      assertThat(store.collection("docs").countDocuments()).isEqualTo(stored);
    }
  }

  private static Document document(int id) {
    return new Document("_id", id).append("text", "x".repeat(5_000));
  }

  @Test
  void stuckLogWriteRefusesUntilItSucceeds() {
    try (StoreFixture store = StoreFixture.start(settings())) {
      MongoCollection<Document> docs = store.collection("docs");
      docs.insertOne(new Document("_id", "a"));

      writeFails.set(true);
      assertThatThrownBy(() -> docs.insertOne(new Document("_id", "b")))
          .isInstanceOf(MongoCommandException.class)
          .hasMessageContaining("refuses writes");
      assertThatThrownBy(() -> docs.insertOne(new Document("_id", "c")))
          .isInstanceOf(MongoException.class)
          .hasMessageContaining("refuses writes");

      writeFails.set(false);
      insertWhenWelcome(docs, new Document("_id", "later"));
      assertThat(docs.find(new Document("_id", "later")).first()).isNotNull();
    }
  }

  private static void insertWhenWelcome(MongoCollection<Document> docs, Document document) {
    long end = System.nanoTime() + 5_000_000_000L;
    while (true) {
      try {
        docs.insertOne(document);
        return;
      } catch (MongoException e) {
        assertThat(System.nanoTime()).as("%s", e).isLessThan(end);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void failedSyncHaltsTheStoreAndLosesNothingAcknowledged() {
    StoreFixture store = StoreFixture.start(settings());
    try (store) {
      MongoCollection<Document> docs = store.collection("docs");
      docs.insertOne(new Document("_id", "acknowledged"));

      syncFails.set(true);
      assertThatThrownBy(() -> docs.insertOne(new Document("_id", "in doubt")))
          .isInstanceOf(MongoCommandException.class)
          .hasMessageContaining("the store has halted");
      syncFails.set(false);
      assertThatThrownBy(() -> docs.find().first())
          .isInstanceOf(MongoCommandException.class)
          .hasMessageContaining("the store has halted");
    }
    try (StoreFixture again = StoreFixture.start(settings())) {
      assertThat(again.collection("docs").find(new Document("_id", "acknowledged")).first())
          .isNotNull();
    }
  }
}
