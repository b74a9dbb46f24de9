package io.agencysuite.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargerThanHeapTest {

  private static final int BATCHES = 64;
  private static final int BATCH = 256;

  @TempDir Path base;

  @Test
  void servesMoreThanItsHeapHolds() throws Exception {
    byte[] payload = new byte[4_096];
    try (StoreProcess store = StoreProcess.start(base.resolve("data"), "-Xmx40m");
        MongoClient client = MongoClients.create(store.uri())) {
      MongoCollection<Document> docs = client.getDatabase("big").getCollection("docs");
      docs.createIndex(new Document("n", -1));
      for (int i = 0; i < BATCHES; i++) {
        List<Document> batch = new ArrayList<>();
        for (int j = i * BATCH; j < (i + 1) * BATCH; j++) {
          batch.add(new Document("_id", j).append("n", j).append("data", new Binary(payload)));
        }
        docs.insertMany(batch);
      }

      assertThat(docs.countDocuments()).isEqualTo(BATCHES * BATCH);
      assertThat(docs.find().sort(Sorts.descending("n")).first()).containsEntry("_id", 16_383);
      assertThat(docs.find(eq("n", 77)).first()).containsEntry("_id", 77);
      int seen = 0;
      for (Document _ : docs.find()) {
        seen++;
      }
      assertThat(seen).isEqualTo(BATCHES * BATCH);
      assertThat(store.isAlive()).isTrue();
    }
  }
}
