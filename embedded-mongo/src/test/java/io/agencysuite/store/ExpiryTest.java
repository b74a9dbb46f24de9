package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {

  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Test
  void deletesWhatHasExpiredAndKeepsItDeleted() {
    EmbeddedStoreSettings settings =
        EmbeddedStoreSettings.of(directory).withClock(now::get, Duration.ofHours(1));
    try (StoreFixture store = StoreFixture.start(settings)) {
      MongoCollection<Document> claims = store.collection("claims");
      claims.createIndex(
          new Document("at", 1), new IndexOptions().expireAfter(60L, TimeUnit.SECONDS));
      claims.insertOne(new Document("_id", "old").append("at", Date.from(START)));
      claims.insertOne(new Document("_id", "young").append("at", Date.from(START.plusSeconds(50))));
      claims.insertOne(new Document("_id", "timeless"));
      claims.insertOne(new Document("_id", "text").append("at", "2026"));

      assertThat(store.store().expireNow()).isZero();
      now.set(START.plusSeconds(61));
      assertThat(store.store().expireNow()).isEqualTo(1);
      assertThat(claims.distinct("_id", String.class))
          .containsExactlyInAnyOrder("young", "timeless", "text");
    }
    try (StoreFixture store = StoreFixture.start(settings)) {
      assertThat(store.collection("claims").countDocuments()).isEqualTo(3);
    }
  }

  @Test
  void sweepsAtItsInterval() {
    EmbeddedStoreSettings settings =
        EmbeddedStoreSettings.of(directory).withClock(now::get, Duration.ofMillis(50));
    try (StoreFixture store = StoreFixture.start(settings)) {
      MongoCollection<Document> claims = store.collection("claims");
      claims.createIndex(
          new Document("at", 1), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
      claims.insertOne(new Document("at", Date.from(START.minusSeconds(1))));

      long end = System.nanoTime() + 10_000_000_000L;
      while (claims.countDocuments() > 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(claims.countDocuments()).isZero();
    }
  }
}
