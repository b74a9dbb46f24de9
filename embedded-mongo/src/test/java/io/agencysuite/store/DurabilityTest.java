package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

  @TempDir Path directory;

  @Test
  void keepsDocumentsAndIndexesOverRestart() {
    EmbeddedStoreSettings settings = EmbeddedStoreSettings.of(directory);
    try (EmbeddedStore store = EmbeddedStore.start(settings);
        MongoClient client = MongoClients.create(store.uri())) {
      MongoCollection<Document> docs = client.getDatabase("d").getCollection("docs");
      docs.createIndex(Indexes.ascending("n"));
      List<Document> many = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        many.add(new Document("_id", "k" + i).append("n", i));
      }
      docs.insertMany(many);
      docs.deleteOne(Filters.eq("_id", "k7"));
    }

    try (EmbeddedStore store = EmbeddedStore.start(settings);
        MongoClient client = MongoClients.create(store.uri())) {
      MongoCollection<Document> docs = client.getDatabase("d").getCollection("docs");
      assertThat(docs.countDocuments()).isEqualTo(4999);
      assertThat(docs.find(Filters.eq("n", 4321)).first()).containsEntry("_id", "k4321");
      assertThat(docs.find(Filters.eq("n", 7)).first()).isNull();
      assertThat(docs.listIndexes()).hasSize(2);
    }
  }

  @Test
  void refusesSecondStoreOnSameDirectory() {
    try (EmbeddedStore _ = EmbeddedStore.start(EmbeddedStoreSettings.of(directory))) {
      assertThatThrownBy(() -> EmbeddedStore.start(EmbeddedStoreSettings.of(directory)))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("already in use by process " + ProcessHandle.current().pid());
    }
  }
}
