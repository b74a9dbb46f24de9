package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random documents under random indexes answer random queries as the same documents without any
 * index do, while both change.
 */
class IndexModelTest {

  private static final List<String> FIELDS = List.of("a", "b", "c", "d.e");

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  private final RandomGenerator random = Seed.random("IndexModelTest");

  @Test
  void answersAsIfThereWereNoIndex() {
    for (int round = 0; round < Integer.getInteger("rounds", 6); round++) {
      MongoCollection<Document> plain = mongo.database().getCollection("plain" + round);
      MongoCollection<Document> indexed = mongo.database().getCollection("indexed" + round);
      boolean indexesFirst = random.nextBoolean();
      if (indexesFirst) {
        createIndexes(indexed);
      }
      List<Document> documents = documents(300);
      plain.insertMany(documents);
      indexed.insertMany(documents);
      if (!indexesFirst) {
        createIndexes(indexed);
      }
      for (int step = 0; step < 120; step++) {
        if (step % 3 == 0) {
          change(plain, indexed);
        }
        compare(plain, indexed);
      }
    }
  }

  private void createIndexes(MongoCollection<Document> collection) {
    for (int i = 0; i < 4; i++) {
      Document key = new Document();
      for (int part = 0; part <= random.nextInt(3); part++) {
        key.putIfAbsent(pick(FIELDS), random.nextBoolean() ? 1 : -1);
      }
      IndexOptions options = new IndexOptions().name("i" + i);
      if (random.nextInt(4) == 0) {
        options.sparse(true);
      } else if (random.nextInt(4) == 0) {
        options.partialFilterExpression(new Document("a", new Document("$gt", 3)));
      }
      try {
        collection.createIndex(key, options);
      } catch (com.mongodb.MongoCommandException e) {
        assertThat(e.getErrorCode()).isIn(85, 171);
      }
    }
  }

  private List<Document> documents(int count) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(document("t/c/k/%04d".formatted(i)));
    }
    return documents;
  }

  private Document document(String id) {
    Document document = new Document("_id", id);
    for (String field : List.of("a", "b", "c")) {
      if (random.nextInt(5) > 0) {
        // Arrays in one field only: two in one compound index are refused.
        document.append(field, field.equals("c") && random.nextInt(3) == 0 ? array() : scalar());
      }
    }
    if (random.nextInt(3) > 0) {
      document.append("d", new Document("e", scalar()));
    }
    return document;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(scalar());
    }
    return array;
  }

  private Object scalar() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(10);
      case 1 -> (long) random.nextInt(10);
      case 2 -> random.nextInt(20) / 2.0;
      case 3 -> "s" + random.nextInt(8);
      case 4 -> "";
      case 5 -> random.nextBoolean();
      case 6 -> Date.from(Instant.ofEpochSecond(random.nextInt(5)));
      default -> random.nextInt(6) - 3;
    };
  }

  private void change(MongoCollection<Document> plain, MongoCollection<Document> indexed) {
    String id = "t/c/k/%04d".formatted(random.nextInt(330));
    Document byId = new Document("_id", id);
    switch (random.nextInt(3)) {
      case 0 -> {
        plain.deleteOne(byId);
        indexed.deleteOne(byId);
      }
      case 1 -> {
        Document replacement = document(id);
        var upsert = new com.mongodb.client.model.ReplaceOptions().upsert(true);
        plain.replaceOne(byId, replacement, upsert);
        indexed.replaceOne(byId, replacement, upsert);
      }
      default -> {
        Document filter = filter();
        Document update = new Document("$set", new Document("a", scalar()));
        assertThat(indexed.updateMany(filter, update).getMatchedCount())
            .as("%s", filter)
            .isEqualTo(plain.updateMany(filter, update).getMatchedCount());
      }
    }
  }

  private void compare(MongoCollection<Document> plain, MongoCollection<Document> indexed) {
    Document filter = filter();
    Document sort = new Document();
    for (int i = random.nextInt(3); i > 0; i--) {
      sort.putIfAbsent(pick(FIELDS), random.nextBoolean() ? 1 : -1);
    }
    sort.append("_id", 1);
    int limit = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(40);
    int skip = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
    List<Document> expected =
        plain.find(filter).sort(sort).skip(skip).limit(limit).into(new ArrayList<>());
    List<Document> actual =
        indexed
            .find(filter)
            .sort(sort)
            .skip(skip)
            .limit(limit)
            .batchSize(1 + random.nextInt(20))
            .into(new ArrayList<>());
    assertThat(actual).as("%s sort %s limit %s", filter, sort, limit).isEqualTo(expected);
    assertThat(indexed.countDocuments(filter))
        .as("count %s", filter)
        .isEqualTo(plain.countDocuments(filter));
    assertThat(sorted(indexed.find(filter).into(new ArrayList<>())))
        .as("unsorted %s", filter)
        .isEqualTo(sorted(plain.find(filter).into(new ArrayList<>())));
  }

  private static List<Document> sorted(List<Document> documents) {
    documents.sort(Comparator.comparing(document -> document.getString("_id")));
    return documents;
  }

  private Document filter() {
    Document filter = new Document();
    for (int i = random.nextInt(4); i > 0; i--) {
      filter.put(pick(FIELDS), demand());
    }
    if (random.nextInt(4) == 0) {
      filter.append(
          "_id",
          new Document("$gte", "t/c/k/%04d".formatted(random.nextInt(300)))
              .append("$lt", "t/c/k/%04d".formatted(random.nextInt(330))));
    }
    return filter;
  }

  private Object demand() {
    return switch (random.nextInt(8)) {
      case 0 -> new Document("$gt", scalar());
      case 1 -> new Document("$gte", scalar()).append("$lt", scalar());
      case 2 -> new Document("$lte", scalar());
      case 3 -> new Document("$in", List.of(scalar(), scalar(), scalar()));
      case 4 -> new Document("$exists", random.nextBoolean());
      case 5 -> new Document("$ne", scalar());
      case 6 -> new Document("$eq", null);
      default -> scalar();
    };
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
