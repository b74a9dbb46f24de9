package io.agencysuite.store;

import static com.mongodb.client.model.Accumulators.addToSet;
import static com.mongodb.client.model.Accumulators.avg;
import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.count;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.skip;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AggregateContractTest {

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  @BeforeEach
  void fill() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      documents.add(
          new Document("_id", i)
              .append("channel", "c" + i % 3)
              .append("cents", (long) i)
              .append("tags", List.of("x", "y" + i % 2)));
    }
    mongo.collection().createIndex(new Document("channel", 1).append("cents", -1));
    mongo.collection().insertMany(documents);
  }

  private List<Document> run(Bson... stages) {
    return mongo.collection().aggregate(List.of(stages)).batchSize(7).into(new ArrayList<>());
  }

  @Test
  void groupsAndSorts() {
    List<Document> groups =
        run(
            match(gte("cents", 150L)),
            group("$channel", sum("total", "$cents"), sum("n", 1), max("top", "$cents")),
            sort(ascending("_id")));

    assertThat(groups)
        .containsExactly(
            new Document("_id", "c0").append("total", 11_175L).append("n", 50).append("top", 297L),
            new Document("_id", "c1").append("total", 11_225L).append("n", 50).append("top", 298L),
            new Document("_id", "c2").append("total", 11_275L).append("n", 50).append("top", 299L));
  }

  @Test
  void groupsByConstructedKey() {
    List<Document> groups =
        run(
            group(
                new Document("c", "$channel"),
                min("least", "$cents"),
                avg("mean", "$cents"),
                addToSet("channels", "$channel")),
            sort(ascending("_id")));

    assertThat(groups).hasSize(3);
    assertThat(groups.getFirst().get("_id")).isEqualTo(new Document("c", "c0"));
    assertThat(groups.getFirst()).containsEntry("least", 0L).containsEntry("mean", 148.5);
  }

  @Test
  void sortsLimitsSkipsAndProjectsByIndex() {
    List<Document> top =
        run(
            match(eq("channel", "c1")),
            sort(descending("cents")),
            limit(3),
            skip(1),
            project(include("cents")));

    assertThat(top)
        .containsExactly(
            new Document("_id", 295).append("cents", 295L),
            new Document("_id", 292).append("cents", 292L));
  }

  @Test
  void unwindsAndCounts() {
    List<Document> counts =
        run(unwind("$tags"), group("$tags", sum("n", 1)), sort(ascending("_id")));

    assertThat(counts)
        .containsExactly(
            new Document("_id", "x").append("n", 300),
            new Document("_id", "y0").append("n", 150),
            new Document("_id", "y1").append("n", 150));
    assertThat(run(match(eq("channel", "c1")), count("n"))).containsExactly(new Document("n", 100));
  }

  @Test
  void streamsFilteredDocumentsInBatches() {
    assertThat(run(match(gte("cents", 10L)))).hasSize(290);
    assertThat(run(match(eq("channel", "none")), group("$channel"))).isEmpty();
  }
}
