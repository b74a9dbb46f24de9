package io.agencysuite.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndexContractTest {

  private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  private void insert(Document document) {
    mongo.collection().insertOne(document);
  }

  private void assertDuplicate(Document document) {
    MongoWriteException error =
        catchThrowableOfType(MongoWriteException.class, () -> insert(document));
    assertThat(error).as("%s", document).isNotNull();
    assertThat(error.getError().getCode()).isEqualTo(11000);
  }

  @Test
  void uniqueCompoundComparesAllFields() {
    mongo.collection().createIndex(compoundIndex(ascending("a"), descending("b")), UNIQUE);
    insert(new Document("a", 1).append("b", 1));
    insert(new Document("a", 1).append("b", 2));

    assertDuplicate(new Document("a", 1).append("b", 2));
    insert(new Document("a", 1));
    assertDuplicate(new Document("a", 1));
  }

  @Test
  void uniqueSparseIgnoresDocumentsWithoutTheField() {
    mongo.collection().createIndex(ascending("mail"), new IndexOptions().unique(true).sparse(true));

    insert(new Document("a", 1));
    insert(new Document("a", 2));
    insert(new Document("mail", "x@y"));

    assertDuplicate(new Document("mail", "x@y"));
  }

  @Test
  void uniquePartialComparesOnlyWhatTheFilterHolds() {
    mongo
        .collection()
        .createIndex(
            ascending("code"),
            new IndexOptions().unique(true).partialFilterExpression(eq("state", "ACTIVE")));

    insert(new Document("_id", 1).append("code", "c").append("state", "ACTIVE"));
    insert(new Document("_id", 2).append("code", "c").append("state", "RETIRED"));
    insert(new Document("_id", 3).append("code", "c").append("state", "RETIRED"));
    assertDuplicate(new Document("_id", 4).append("code", "c").append("state", "ACTIVE"));

    assertThatThrownBy(() -> mongo.collection().updateOne(eq("_id", 2), set("state", "ACTIVE")))
        .isInstanceOf(MongoWriteException.class);
    mongo.collection().updateOne(eq("_id", 1), set("state", "RETIRED"));
    mongo.collection().updateOne(eq("_id", 2), set("state", "ACTIVE"));
    assertThat(mongo.collection().countDocuments(eq("code", "c"))).isEqualTo(3);
  }

  @Test
  void uniqueMultikeyComparesElements() {
    mongo.collection().createIndex(ascending("keys"), UNIQUE);
    insert(new Document("keys", List.of("a", "b", "a")));

    assertDuplicate(new Document("keys", List.of("c", "b")));
  }

  @Test
  void updateCannotBreakUniqueness() {
    mongo.collection().createIndex(ascending("n"), UNIQUE);
    insert(new Document("_id", 1).append("n", 1));
    insert(new Document("_id", 2).append("n", 2));

    assertThatThrownBy(() -> mongo.collection().updateOne(eq("_id", 2), set("n", 1)))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getError().getCode()).isEqualTo(11000));
    mongo.collection().updateOne(eq("_id", 2), set("n", 2));
  }

  @Test
  void refusesToBuildUniqueIndexOverDuplicates() {
    insert(new Document("n", 1));
    insert(new Document("n", 1));

    assertThatThrownBy(() -> mongo.collection().createIndex(ascending("n"), UNIQUE))
        .isInstanceOf(MongoException.class)
        .hasMessageContaining("E11000");
    assertThat(mongo.collection().listIndexes()).hasSize(1);
  }

  @Test
  void sparseIndexServesPendingDocuments() {
    mongo.collection().createIndex(ascending("pending"), new IndexOptions().sparse(true));
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      documents.add(i % 25 == 0 ? new Document("pending", (long) i) : new Document("n", i));
    }
    mongo.collection().insertMany(documents);

    assertThat(mongo.collection().find(exists("pending"))).hasSize(4);
    assertThat(mongo.collection().find(gt("pending", 0L))).hasSize(3);
    assertThat(mongo.collection().find(eq("pending", null))).hasSize(96);
  }

  @Test
  void listsWhatWasCreated() {
    mongo.collection().createIndex(compoundIndex(ascending("a"), descending("b")), UNIQUE);
    mongo
        .collection()
        .createIndex(
            ascending("at"), new IndexOptions().name("ttl").expireAfter(60L, TimeUnit.SECONDS));

    List<Document> indexes = mongo.collection().listIndexes().into(new ArrayList<>());

    assertThat(indexes)
        .extracting(index -> index.getString("name"))
        .containsExactlyInAnyOrder("_id_", "a_1_b_-1", "ttl");
    assertThat(indexes.get(1)).containsEntry("unique", true);
    assertThat(indexes.get(2).get("expireAfterSeconds")).hasToString("60");
  }

  @Test
  void createsTheSameIndexTwiceButNotADifferentOneUnderItsName() {
    mongo.collection().createIndex(ascending("a"));
    mongo.collection().createIndex(ascending("a"));

    assertThatThrownBy(() -> mongo.collection().createIndex(ascending("a"), UNIQUE))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(86));
    assertThatThrownBy(
            () -> mongo.collection().createIndex(ascending("a"), new IndexOptions().name("other")))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(85));
    assertThat(mongo.collection().listIndexes()).hasSize(2);
  }

  @Test
  void dropsIndexesByNameKeyOrAll() {
    mongo.collection().createIndex(ascending("a"), UNIQUE);
    mongo.collection().createIndex(ascending("b"));
    mongo.collection().createIndex(ascending("c"));
    insert(new Document("a", 1));

    mongo.collection().dropIndex("a_1");
    insert(new Document("a", 1));
    mongo.collection().dropIndex(new Document("b", 1));
    assertThat(mongo.collection().listIndexes()).hasSize(2);
    mongo.collection().dropIndexes();

    assertThat(mongo.collection().listIndexes()).hasSize(1);
    assertThatThrownBy(() -> mongo.collection().dropIndex("none"))
        .isInstanceOfSatisfying(
            MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(27));
  }

  @Test
  void refusesTwoArraysInOneCompoundKey() {
    mongo.collection().createIndex(ascending("a", "b"));

    assertThatThrownBy(() -> insert(new Document("a", List.of(1, 2)).append("b", List.of(1, 2))))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getError().getCode()).isEqualTo(171));
    assertThat(mongo.collection().countDocuments()).isZero();
  }

  @Test
  void honoursHints() {
    mongo.collection().createIndex(ascending("a"));
    insert(new Document("a", 1));

    assertThat(mongo.collection().find(eq("a", 1)).hint(new Document("a", 1))).hasSize(1);
    assertThat(mongo.collection().find(eq("a", 1)).hintString("a_1")).hasSize(1);
    assertThatThrownBy(() -> mongo.collection().find(eq("a", 1)).hintString("none").first())
        .isInstanceOf(MongoException.class);
  }
}
