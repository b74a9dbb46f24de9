package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of a log that a crash, a torn write or a bad disk left behind. */
class RecoveryTest {

  private static final int DOCUMENTS = 40;

  @TempDir Path base;

  private Path crashed = Path.of("");

  @BeforeEach
  void writeAndCrash() {
    Path directory = base.resolve("live");
    try (StoreFixture live = StoreFixture.start(settings(directory))) {
      MongoCollection<Document> docs = live.collection("docs");
      for (int i = 0; i < DOCUMENTS; i++) {
        docs.insertOne(new Document("_id", "k" + i).append("text", "x".repeat(100 + i * 20)));
      }
      crashed = CrashImage.take(directory, base.resolve("crashed"));
    }
  }

  private static EmbeddedStoreSettings settings(Path directory) {
    return EmbeddedStoreSettings.of(directory).withSizes(256 * 1024, 16 << 20, 8 << 20);
  }

  private long countAfterStart() {
    try (StoreFixture store = StoreFixture.start(settings(crashed))) {
      return store.collection("docs").countDocuments();
    }
  }

  @Test
  void replaysWhatWasAcknowledged() {
    assertThat(countAfterStart()).isEqualTo(DOCUMENTS);
  }

  @Test
  void replaysTwiceWithTheSameResult() {
    assertThat(countAfterStart()).isEqualTo(DOCUMENTS);
    assertThat(countAfterStart()).isEqualTo(DOCUMENTS);
  }

  @Test
  void dropsTornTailAndKeepsTheRest() throws IOException {
    Path log = CrashImage.log(crashed);
    byte[] content = Files.readAllBytes(log);
    int last = lastFrame(content);
    // The sectors after the first one of the last record never reached the disk.
    for (int i = (last / 512 + 1) * 512; i < content.length; i++) {
      content[i] = 0;
    }
    Files.write(log, content);

    assertThat(countAfterStart()).isEqualTo(DOCUMENTS - 1);
  }

  @Test
  void survivesWriteThatNeverReachedTheDisk() throws IOException {
    Path log = CrashImage.log(crashed);
    byte[] content = Files.readAllBytes(log);
    int last = lastFrame(content);
    Arrays.fill(content, last, content.length, (byte) 0);
    Files.write(log, content);

    assertThat(countAfterStart()).isEqualTo(DOCUMENTS - 1);
  }

  @Test
  void refusesToStartOverAnyFlippedBit() throws IOException {
    RandomGenerator random = Seed.random("RecoveryTest");
    byte[] sound = Files.readAllBytes(CrashImage.log(crashed));
    int end = end(sound);
    for (int i = 0; i < 40; i++) {
      int bit = random.nextInt(end * 8);
      byte[] flipped = sound.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(CrashImage.log(crashed), flipped);

      assertThatThrownBy(this::countAfterStart)
          .as("bit %s of byte %s", bit % 8, bit / 8)
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining(CrashImage.log(crashed).toString())
          .hasMessageContaining("is damaged at offset ");
    }
    Files.write(CrashImage.log(crashed), sound);
    assertThat(countAfterStart()).isEqualTo(DOCUMENTS);
  }

  @Test
  void refusesToStartOverADamagedLengthOfTheLastRecord() throws IOException {
    byte[] sound = Files.readAllBytes(CrashImage.log(crashed));
    int length = lastFrame(sound) + Integer.BYTES;
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      byte[] flipped = sound.clone();
      flipped[length + bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(CrashImage.log(crashed), flipped);

      assertThatThrownBy(this::countAfterStart)
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("is damaged at offset " + lastFrame(sound));
    }
  }

  @Test
  void refusesLogThatDoesNotReachBackToThePages() throws IOException {
    Path directory = base.resolve("gap");
    try (StoreFixture live = StoreFixture.start(settings(directory))) {
      MongoCollection<Document> docs = live.collection("docs");
      for (int i = 0; i < 600; i++) {
        docs.insertOne(new Document("_id", i).append("text", "x".repeat(1000)));
      }
      crashed = CrashImage.take(directory, base.resolve("crashed"));
    }
    Files.delete(CrashImage.log(crashed));

    assertThatThrownBy(this::countAfterStart)
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("the log begins at ");
  }

  @Test
  void recoversFromImagesTakenDuringCheckpoints() {
    Path directory = base.resolve("checkpointed");
    EmbeddedStoreSettings small =
        EmbeddedStoreSettings.of(directory).withSizes(128 * 1024, 128 * 1024, 1 << 20);
    try (StoreFixture live = StoreFixture.start(small)) {
      MongoCollection<Document> docs = live.collection("docs");
      docs.createIndex(new Document("n", 1));
      for (int i = 1; i <= 2_000; i++) {
        docs.insertOne(new Document("_id", i).append("n", -i).append("t", "x".repeat(300)));
        if (i % 500 == 0) {
          live.store().checkpoint();
          docs.updateMany(new Document(), new Document("$inc", new Document("n", 1)));
          crashed = CrashImage.take(directory, base.resolve("crashed"));
          assertThat(countAfterStart()).isEqualTo(i);
          try (StoreFixture store = StoreFixture.start(settings(crashed))) {
            int n = -i + 1;
            assertThat(store.collection("docs").find(Filters.eq("n", n)).first())
                .containsEntry("_id", i);
          }
        }
      }
    }
  }

  private static int lastFrame(byte[] content) {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    int offset = LogSegment.HEADER_BYTES;
    int last = offset;
    while (buffer.getInt(offset) == LogBatch.MAGIC) {
      last = offset;
      offset += LogBatch.FRAME_BYTES + buffer.getInt(offset + 4);
    }
    return last;
  }

  private static int end(byte[] content) {
    int last = lastFrame(content);
    return last + LogBatch.FRAME_BYTES + ByteBuffer.wrap(content).getInt(last + 4);
  }
}
