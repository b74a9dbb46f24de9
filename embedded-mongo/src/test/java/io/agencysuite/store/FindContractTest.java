package io.agencysuite.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.CountOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindContractTest {

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  @BeforeEach
  void fill() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      documents.add(
          new Document("_id", "t/%s/lead/%04d".formatted(i % 2 == 0 ? "a" : "b", i))
              .append("n", i)
              .append("state", i % 3 == 0 ? "OPEN" : "WON")
              .append("tags", List.of("t" + i % 5, "u" + i % 7))
              .append("at", new Document("day", "2026-11-%02d".formatted(1 + i % 28)))
              .append("items", List.of(new Document("q", i % 4).append("p", i % 6))));
    }
    documents.forEach(document -> {
      if (document.getInteger("n") % 10 == 0) {
        document.append("pending", 1L);
      }
    });
    mongo.collection().insertMany(documents);
  }

  private List<Integer> numbers(Bson filter) {
    List<Integer> numbers = new ArrayList<>();
    mongo.collection().find(filter).forEach(document -> numbers.add(document.getInteger("n")));
    return numbers;
  }

  private long count(Bson filter) {
    assertThat((long) numbers(filter).size()).isEqualTo(mongo.collection().countDocuments(filter));
    return mongo.collection().countDocuments(filter);
  }

  @Test
  void filtersByComparison() {
    assertThat(count(eq("n", 7))).isEqualTo(1);
    assertThat(count(gt("n", 489))).isEqualTo(10);
    assertThat(count(and(gte("n", 10), lt("n", 20)))).isEqualTo(10);
    assertThat(count(ne("state", "OPEN"))).isEqualTo(333);
    assertThat(count(in("n", 1, 2, 3, 999))).isEqualTo(3);
    assertThat(count(nin("state", "OPEN", "LOST"))).isEqualTo(333);
    assertThat(count(eq("n", 7L))).isEqualTo(1);
    assertThat(count(eq("n", "7"))).isZero();
  }

  @Test
  void filtersByLogicPresenceAndShape() {
    assertThat(count(or(eq("n", 1), eq("n", 2)))).isEqualTo(2);
    assertThat(count(not(gt("n", 9)))).isEqualTo(10);
    assertThat(count(exists("pending"))).isEqualTo(50);
    assertThat(count(exists("pending", false))).isEqualTo(450);
    assertThat(count(eq("pending", null))).isEqualTo(450);
    assertThat(count(regex("_id", "^t/a/"))).isEqualTo(250);
    assertThat(count(eq("at.day", "2026-11-01"))).isEqualTo(18);
    assertThat(count(eq("at", new Document("day", "2026-11-01")))).isEqualTo(18);
  }

  @Test
  void filtersByArrayElements() {
    assertThat(count(eq("tags", "t3"))).isEqualTo(100);
    assertThat(count(eq("tags", List.of("t3", "u3")))).isEqualTo(15);
    assertThat(count(size("tags", 2))).isEqualTo(500);
    assertThat(count(eq("items.q", 3))).isEqualTo(125);
    assertThat(count(elemMatch("items", and(eq("q", 1), eq("p", 1))))).isEqualTo(42);
  }

  @Test
  void pagesAPrefixOfIdsByKeyset() {
    List<Integer> seen = new ArrayList<>();
    String last = "t/a/lead/";
    while (true) {
      List<Document> page =
          mongo
              .collection()
              .find(and(gt("_id", last), lt("_id", "t/a/lead0")))
              .sort(ascending("_id"))
              .limit(60)
              .into(new ArrayList<>());
      page.forEach(document -> seen.add(document.getInteger("n")));
      if (page.size() < 60) {
        break;
      }
      last = page.getLast().getString("_id");
    }

    assertThat(seen).hasSize(250).isSorted().allMatch(n -> n % 2 == 0);
  }

  @Test
  void sortsSkipsAndLimits() {
    List<Integer> page = new ArrayList<>();
    mongo
        .collection()
        .find()
        .sort(orderBy(ascending("state"), descending("n")))
        .skip(2)
        .limit(3)
        .forEach(document -> page.add(document.getInteger("n")));

    assertThat(page).containsExactly(492, 489, 486);
  }

  @Test
  void streamsInBatches() {
    try (MongoCursor<Document> cursor = mongo.collection().find().batchSize(33).iterator()) {
      int count = 0;
      while (cursor.hasNext()) {
        cursor.next();
        count++;
      }
      assertThat(count).isEqualTo(500);
    }
  }

  @Test
  void projects() {
    Document included =
        mongo
            .collection()
            .find(eq("n", 5))
            .projection(fields(include("n", "at.day"), excludeId()))
            .first();
    Document excluded =
        mongo.collection().find(eq("n", 5)).projection(exclude("tags", "items", "at")).first();

    assertThat(included)
        .isEqualTo(new Document("n", 5).append("at", new Document("day", "2026-11-06")));
    assertThat(excluded).containsOnlyKeys("_id", "n", "state");
  }

  @Test
  void countsWithSkipAndLimit() {
    assertThat(mongo.collection().estimatedDocumentCount()).isEqualTo(500);
    assertThat(
            mongo
                .collection()
                .countDocuments(eq("state", "OPEN"), new CountOptions().skip(160).limit(100)))
        .isEqualTo(7);
  }

  @Test
  void listsDistinctValues() {
    assertThat(mongo.collection().distinct("state", String.class))
        .containsExactlyInAnyOrder("OPEN", "WON");
    assertThat(mongo.collection().distinct("tags", eq("n", 8), String.class))
        .containsExactlyInAnyOrder("t3", "u1");
    assertThat(mongo.collection().distinct("pending", Long.class)).containsExactly(1L);
  }

  @Test
  void findsNothingInACollectionThatIsNotThere() {
    assertThat(mongo.database().getCollection("none").find().first()).isNull();
    assertThat(mongo.database().getCollection("none").countDocuments()).isZero();
  }
}
