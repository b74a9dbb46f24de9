package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BasicsContractTest {

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  @Test
  void storesAndFindsById() {
    MongoCollection<Document> people = mongo.database().getCollection("people");

    people.insertOne(new Document("_id", "t/c/person/1").append("name", "Ada").append("v", 1L));

    Document found = people.find(Filters.eq("_id", "t/c/person/1")).first();
    assertThat(found)
        .isEqualTo(new Document("_id", "t/c/person/1").append("name", "Ada").append("v", 1L));
  }

  @Test
  void pagesByIdPrefix() {
    MongoCollection<Document> people = mongo.database().getCollection("people");
    List<Document> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(new Document("_id", "t/c/person/%04d".formatted(i)).append("n", i));
      all.add(new Document("_id", "t/d/person/%04d".formatted(i)).append("n", i));
    }
    people.insertMany(all);

    List<Document> page =
        people
            .find(
                Filters.and(Filters.gt("_id", "t/c/person/0499"), Filters.lt("_id", "t/c/person0")))
            .sort(Sorts.ascending("_id"))
            .limit(10)
            .into(new ArrayList<>());

    assertThat(page)
        .extracting(d -> d.getInteger("n"))
        .containsExactly(500, 501, 502, 503, 504, 505, 506, 507, 508, 509);
    assertThat(people.find(Filters.lt("_id", "t/c/person0")).into(new ArrayList<>())).hasSize(1000);
  }

  @Test
  void comparesAndSets() {
    MongoCollection<Document> docs = mongo.database().getCollection("docs");
    docs.insertOne(new Document("_id", "a").append("v", 1L));

    Document after =
        docs.findOneAndUpdate(
            Filters.and(Filters.eq("_id", "a"), Filters.eq("v", 1L)),
            Updates.combine(Updates.set("x", 7), Updates.inc("v", 1L)),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    Document stale =
        docs.findOneAndUpdate(
            Filters.and(Filters.eq("_id", "a"), Filters.eq("v", 1L)), Updates.set("x", 8));

    assertThat(after).isEqualTo(new Document("_id", "a").append("v", 2L).append("x", 7));
    assertThat(stale).isNull();
  }

  @Test
  void refusesSecondDocumentUnderUniqueKey() {
    MongoCollection<Document> users = mongo.database().getCollection("users");
    users.createIndex(Indexes.ascending("mail"), new IndexOptions().unique(true));
    users.insertOne(new Document("_id", 1).append("mail", "a@b"));

    assertThatThrownBy(() -> users.insertOne(new Document("_id", 2).append("mail", "a@b")))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getError().getCode()).isEqualTo(11000));
  }
}
