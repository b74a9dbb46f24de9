package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InsertContractTest {

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  @Test
  void returnsEveryTypeAsItWasStored() {
    Document document =
        new Document("_id", "t/c/kind/1")
            .append("int", 1)
            .append("long", Long.MAX_VALUE)
            .append("double", -0.5)
            .append("decimal", Decimal128.parse("12.340"))
            .append("text", "grün \uD83D\uDE80")
            .append("flag", true)
            .append("nothing", null)
            .append("at", Date.from(Instant.parse("2026-11-23T07:00:00.123Z")))
            .append("bytes", new Binary(new byte[] {0, 1, -1}))
            .append("object", new ObjectId())
            .append("list", Arrays.asList(1, "two", null, new Document("three", 3), List.of()))
            .append("empty", new Document());

    mongo.collection().insertOne(document);

    assertThat(mongo.document()).isEqualTo(document);
  }

  @Test
  void generatesIdAndPutsItFirst() {
    Document raw =
        mongo
            .database()
            .runCommand(
                new Document("insert", "docs")
                    .append("documents", List.of(new Document("a", 1).append("b", 2))));

    assertThat(raw.getInteger("n")).isEqualTo(1);
    assertThat(mongo.document().keySet()).containsExactly("_id", "a", "b");
  }

  @Test
  void movesIdToTheFront() {
    mongo
        .database()
        .runCommand(
            new Document("insert", "docs")
                .append("documents", List.of(new Document("a", 1).append("_id", 5))));

    assertThat(mongo.document().keySet()).containsExactly("_id", "a");
  }

  @Test
  void refusesSecondDocumentWithTheSameId() {
    mongo.collection().insertOne(new Document("_id", "x"));

    MongoWriteException error =
        catchThrowableOfType(
            MongoWriteException.class,
            () -> mongo.collection().insertOne(new Document("_id", "x").append("a", 1)));

    assertThat(error.getError().getCode()).isEqualTo(11000);
    assertThat(error.getError().getMessage()).contains("E11000").contains("_id_").contains("docs");
    assertThat(mongo.document()).isEqualTo(new Document("_id", "x"));
  }

  @Test
  void takesNumbersOfDifferentTypesForTheSameId() {
    mongo.collection().insertOne(new Document("_id", 1));

    assertThatThrownBy(() -> mongo.collection().insertOne(new Document("_id", 1.0)))
        .isInstanceOf(MongoWriteException.class);
    assertThat(mongo.collection().find(new Document("_id", 1L)).first()).isNotNull();
  }

  @Test
  void refusesArrayAsId() {
    assertThatThrownBy(() -> mongo.collection().insertOne(new Document("_id", List.of(1))))
        .isInstanceOf(MongoWriteException.class);
  }

  @Test
  void orderedBatchEndsAtTheFirstError() {
    MongoBulkWriteException error =
        catchThrowableOfType(
            MongoBulkWriteException.class, () -> mongo.collection().insertMany(withDuplicate()));

    assertThat(error.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(2);
    assertThat(error.getWriteResult().getInsertedCount()).isEqualTo(2);
    assertThat(mongo.collection().countDocuments()).isEqualTo(2);
  }

  @Test
  void unorderedBatchGoesOnAfterAnError() {
    InsertManyOptions unordered = new InsertManyOptions().ordered(false);

    MongoBulkWriteException error =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> mongo.collection().insertMany(withDuplicate(), unordered));

    assertThat(error.getWriteErrors()).extracting(BulkWriteError::getCode).containsExactly(11000);
    assertThat(error.getWriteResult().getInsertedCount()).isEqualTo(3);
    assertThat(mongo.collection().countDocuments()).isEqualTo(3);
  }

  private static List<Document> withDuplicate() {
    return List.of(
        new Document("_id", 1),
        new Document("_id", 2),
        new Document("_id", 1),
        new Document("_id", 3));
  }

  @Test
  void storesBatchesOfAThousandAndLargeDocuments() {
    List<Document> batch = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      batch.add(new Document("_id", "stream/%06d".formatted(i)).append("n", i));
    }
    byte[] segment = new byte[400_000];
    Arrays.fill(segment, (byte) 7);

    mongo.collection().insertMany(batch);
    mongo.collection().insertOne(new Document("_id", "big").append("data", new Binary(segment)));

    assertThat(mongo.collection().countDocuments()).isEqualTo(1_001);
    Document big = mongo.document(new Document("_id", "big"));
    assertThat(big.get("data", Binary.class).getData()).isEqualTo(segment);
  }
}
