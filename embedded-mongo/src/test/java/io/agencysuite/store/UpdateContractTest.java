package io.agencysuite.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.util.List;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpdateContractTest {

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  private Document after(Document before, Bson update) {
    mongo.collection().replaceOne(eq("_id", 1), before, new ReplaceOptions().upsert(true));
    mongo.collection().updateOne(eq("_id", 1), update);
    Document after = mongo.document(eq("_id", 1));
    after.remove("_id");
    return after;
  }

  @Test
  void appliesFieldOperators() {
    Document before = new Document("n", 5).append("deep", new Document("x", 1));

    assertThat(after(before, combine(set("deep.y", 2), unset("n"))))
        .isEqualTo(new Document("deep", new Document("x", 1).append("y", 2)));
    assertThat(after(before, combine(inc("n", 2), inc("m", 3L))).getInteger("n")).isEqualTo(7);
    assertThat(after(before, inc("m", 3L)).getLong("m")).isEqualTo(3L);
    assertThat(after(before, max("n", 9)).getInteger("n")).isEqualTo(9);
    assertThat(after(before, max("n", 1)).getInteger("n")).isEqualTo(5);
    assertThat(after(before, min("n", 1)).getInteger("n")).isEqualTo(1);
  }

  @Test
  void appliesArrayOperators() {
    Document before = new Document("tags", List.of("a", "b", "a"));

    assertThat(after(before, push("tags", "c")).get("tags")).isEqualTo(List.of("a", "b", "a", "c"));
    assertThat(after(before, pushEach("tags", List.of("c", "d"))).getList("tags", String.class))
        .hasSize(5);
    assertThat(after(before, addToSet("tags", "a")).getList("tags", String.class)).hasSize(3);
    assertThat(after(before, addToSet("tags", "z")).getList("tags", String.class)).hasSize(4);
    assertThat(after(before, pull("tags", "a")).get("tags")).isEqualTo(List.of("b"));
  }

  @Test
  void updatesArrayElementsByFilterAndPosition() {
    mongo
        .collection()
        .insertOne(
            new Document("_id", 1)
                .append(
                    "items",
                    List.of(
                        new Document("k", "a").append("n", 1),
                        new Document("k", "b").append("n", 2))));

    mongo
        .collection()
        .updateOne(
            eq("_id", 1),
            inc("items.$[i].n", 10),
            new UpdateOptions().arrayFilters(List.of(eq("i.k", "b"))));
    mongo.collection().updateOne(and(eq("_id", 1), eq("items.k", "a")), set("items.$.n", 100));

    assertThat(mongo.document().getList("items", Document.class))
        .extracting(item -> item.getInteger("n"))
        .containsExactly(100, 12);
  }

  @Test
  void reportsMatchedAndModified() {
    mongo.collection().insertMany(List.of(new Document("n", 1), new Document("n", 2)));

    UpdateResult same = mongo.collection().updateOne(eq("n", 1), set("n", 1));
    UpdateResult many = mongo.collection().updateMany(lt("n", 9), inc("n", 1));
    UpdateResult none = mongo.collection().updateOne(eq("n", 77), set("n", 1));

    assertThat(same.getMatchedCount()).isEqualTo(1);
    assertThat(same.getModifiedCount()).isZero();
    assertThat(many.getMatchedCount()).isEqualTo(2);
    assertThat(many.getModifiedCount()).isEqualTo(2);
    assertThat(none.getMatchedCount()).isZero();
  }

  @Test
  void upsertsOnce() {
    Bson update = combine(inc("n", 1), setOnInsert("created", true));

    UpdateResult first = mongo.collection().updateOne(eq("_id", "k"), update, UPSERT);
    UpdateResult second = mongo.collection().updateOne(eq("_id", "k"), update, UPSERT);

    assertThat(first.getUpsertedId()).isEqualTo(new BsonString("k"));
    assertThat(second.getUpsertedId()).isNull();
    assertThat(mongo.document())
        .isEqualTo(new Document("_id", "k").append("created", true).append("n", 2));
  }

  @Test
  void conditionalUpsertOnATakenIdIsADuplicate() {
    mongo.collection().insertOne(new Document("_id", "bucket").append("applied", 7L));

    MongoWriteException error =
        catchThrowableOfType(
            MongoWriteException.class,
            () ->
                mongo
                    .collection()
                    .updateOne(
                        and(eq("_id", "bucket"), lt("applied", 7L)),
                        combine(inc("count", 1), set("applied", 7L)),
                        UPSERT));

    assertThat(error.getError().getCode()).isEqualTo(11000);
    assertThat(mongo.document()).doesNotContainKey("count");
  }

  @Test
  void keepsIdImmutable() {
    mongo.collection().insertOne(new Document("_id", 1));

    MongoWriteException error =
        catchThrowableOfType(
            MongoWriteException.class,
            () -> mongo.collection().updateOne(eq("_id", 1), set("_id", 2)));

    assertThat(error.getError().getCode()).isEqualTo(66);
  }

  @Test
  void findsAndUpdatesReturningBeforeOrAfter() {
    mongo.collection().insertMany(List.of(new Document("_id", 1).append("n", 1)));

    Document before = mongo.collection().findOneAndUpdate(eq("_id", 1), inc("n", 1));
    Document after =
        mongo
            .collection()
            .findOneAndUpdate(
                eq("_id", 1),
                inc("n", 1),
                new FindOneAndUpdateOptions()
                    .returnDocument(ReturnDocument.AFTER)
                    .projection(new Document("n", 1).append("_id", 0)));
    Document upserted =
        mongo
            .collection()
            .findOneAndUpdate(
                eq("_id", 2),
                set("n", 9),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    Document none = mongo.collection().findOneAndUpdate(eq("_id", 3), set("n", 9));

    assertThat(before).isEqualTo(new Document("_id", 1).append("n", 1));
    assertThat(after).isEqualTo(new Document("n", 3));
    assertThat(upserted).isEqualTo(new Document("_id", 2).append("n", 9));
    assertThat(none).isNull();
  }

  @Test
  void findsAndReplacesOrDeletesTheFirstInOrder() {
    for (int i = 1; i <= 3; i++) {
      mongo.collection().insertOne(new Document("_id", i).append("n", -i).append("x", i));
    }

    Document replaced =
        mongo
            .collection()
            .findOneAndReplace(
                lt("n", 0),
                new Document("n", 100),
                new FindOneAndReplaceOptions()
                    .sort(Sorts.ascending("n"))
                    .returnDocument(ReturnDocument.AFTER));
    Document deleted =
        mongo
            .collection()
            .findOneAndDelete(
                lt("n", 0), new FindOneAndDeleteOptions().sort(Sorts.descending("n")));

    assertThat(replaced).isEqualTo(new Document("_id", 3).append("n", 100));
    assertThat(deleted).containsEntry("_id", 1);
    assertThat(mongo.collection().countDocuments()).isEqualTo(2);
  }

  @Test
  void replacesOnlyTheExpectedVersion() {
    mongo.collection().insertOne(new Document("_id", "a").append("v", 1L));
    Bson expected = and(eq("_id", "a"), eq("v", 1L));

    UpdateResult first =
        mongo.collection().replaceOne(expected, new Document("_id", "a").append("v", 2L));
    UpdateResult stale =
        mongo.collection().replaceOne(expected, new Document("_id", "a").append("v", 3L));

    assertThat(first.getModifiedCount()).isEqualTo(1);
    assertThat(stale.getMatchedCount()).isZero();
  }

  @Test
  void deletesOneOrMany() {
    mongo
        .collection()
        .insertMany(List.of(new Document("n", 1), new Document("n", 1), new Document("n", 2)));

    assertThat(mongo.collection().deleteOne(eq("n", 1)).getDeletedCount()).isEqualTo(1);
    assertThat(mongo.collection().deleteMany(eq("n", 1)).getDeletedCount()).isEqualTo(1);
    assertThat(mongo.collection().deleteMany(new Document()).getDeletedCount()).isEqualTo(1);
  }

  @Test
  void writesInBulk() {
    BulkWriteResult result =
        mongo
            .collection()
            .bulkWrite(
                List.of(
                    new InsertOneModel<>(new Document("_id", 1).append("n", 1)),
                    new InsertOneModel<>(new Document("_id", 2).append("n", 1)),
                    new UpdateOneModel<>(eq("_id", 3), set("n", 1), UPSERT),
                    new UpdateManyModel<>(eq("n", 1), inc("n", 1)),
                    new ReplaceOneModel<>(eq("_id", 1), new Document("r", 1)),
                    new DeleteOneModel<>(eq("_id", 2))));

    assertThat(result.getInsertedCount()).isEqualTo(2);
    assertThat(result.getUpserts()).hasSize(1);
    assertThat(result.getModifiedCount()).isEqualTo(4);
    assertThat(result.getDeletedCount()).isEqualTo(1);
    assertThat(mongo.collection().find().sort(Sorts.ascending("_id")))
        .containsExactly(
            new Document("_id", 1).append("r", 1), new Document("_id", 3).append("n", 2));
  }

  @Test
  void unorderedBulkGoesOnAfterAnError() {
    mongo.collection().insertOne(new Document("_id", 1));

    MongoBulkWriteException error =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                mongo
                    .collection()
                    .bulkWrite(
                        List.of(
                            new InsertOneModel<>(new Document("_id", 1)),
                            new UpdateOneModel<>(eq("_id", 1), set("n", 1))),
                        new BulkWriteOptions().ordered(false)));

    assertThat(error.getWriteErrors()).hasSize(1);
    assertThat(error.getWriteResult().getModifiedCount()).isEqualTo(1);
  }
}
