package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which index a query reads, and how much of it. */
class PlannerTest {

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  @BeforeEach
  void fill() {
    mongo.collection().createIndex(new Document("state", 1).append("n", -1));
    mongo.collection().createIndex(new Document("pending", 1), new IndexOptions().sparse(true));
    mongo
        .collection()
        .createIndex(
            new Document("n", 1),
            new IndexOptions().name("hot").partialFilterExpression(new Document("hot", true)));
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Document document =
          new Document("_id", "t/c%d/kind/%04d".formatted(i % 4, i))
              .append("state", i % 10 == 0 ? "OPEN" : "DONE")
              .append("n", i)
              .append("hot", i % 100 == 0);
      documents.add(i % 500 == 0 ? document.append("pending", 1L) : document);
    }
    mongo.collection().insertMany(documents);
  }

  private record Explained(Document plan, Document stats) {

    String index() {
      return plan.getString("stage").equals("COLLSCAN") ? "none" : plan.getString("indexName");
    }

    long documents() {
      return stats.getLong("totalDocsExamined");
    }

    boolean sorted() {
      return plan.getBoolean("sorted");
    }
  }

  private Explained explain(String find) {
    Document reply = mongo.database().runCommand(new Document("explain", Document.parse(find)));
    return new Explained(
        reply.getEmbedded(List.of("queryPlanner", "winningPlan"), Document.class),
        reply.get("executionStats", Document.class));
  }

  @Test
  void readsOneDocumentById() {
    Explained plan = explain("{find: 'docs', filter: {_id: 't/c0/kind/0004', n: 4}}");

    assertThat(plan.index()).isEqualTo("_id_");
    assertThat(plan.documents()).isEqualTo(1);
  }

  @Test
  void readsOnlyThePageOfAPrefix() {
    Explained plan =
        explain(
            "{find: 'docs', filter: {_id: {$gt: 't/c2/kind/', $lt: 't/c2/kind0'}},"
                + " sort: {_id: 1}, limit: 20}");

    assertThat(plan.index()).isEqualTo("_id_");
    assertThat(plan.documents()).isEqualTo(20);
    assertThat(plan.sorted()).isTrue();
  }

  @Test
  void readsAnchoredRegexAsPrefix() {
    assertThat(explain("{find: 'docs', filter: {_id: {$regex: '^t/c3/'}}}").documents())
        .isEqualTo(500);
  }

  @Test
  void readsEqualityThenSortFromCompoundIndex() {
    Explained newest = explain("{find: 'docs', filter: {state: 'OPEN'}, sort: {n: -1}, limit: 5}");
    Explained oldest = explain("{find: 'docs', filter: {state: 'OPEN'}, sort: {n: 1}, limit: 5}");

    assertThat(newest.index()).isEqualTo("state_1_n_-1");
    assertThat(newest.documents()).isEqualTo(5);
    assertThat(oldest.documents()).isEqualTo(5);
    assertThat(oldest.plan().getString("direction")).isEqualTo("backward");
  }

  @Test
  void readsRangeBehindEquality() {
    Explained plan = explain("{find: 'docs', filter: {state: 'DONE', n: {$gte: 100, $lt: 110}}}");

    assertThat(plan.index()).isEqualTo("state_1_n_-1");
    assertThat(plan.documents()).isEqualTo(9);
  }

  @Test
  void readsListsOfIdsAsPoints() {
    Explained plan =
        explain("{find: 'docs', filter: {_id: {$in: ['t/c0/kind/0004', 't/c1/kind/0005', 'no']}}}");

    assertThat(plan.documents()).isEqualTo(2);
  }

  @Test
  void findsPendingDocumentsBySparseIndex() {
    assertThat(explain("{find: 'docs', filter: {pending: {$exists: true}}}").documents())
        .isEqualTo(4);
    assertThat(explain("{find: 'docs', filter: {pending: null}}").index())
        .isNotEqualTo("pending_1");
  }

  @Test
  void usesPartialIndexOnlyWhenTheFilterImpliesIt() {
    Explained implied = explain("{find: 'docs', filter: {hot: true, n: {$gt: 1000}}}");
    Explained free = explain("{find: 'docs', filter: {n: {$gt: 1000}}}");

    assertThat(implied.index()).isEqualTo("hot");
    assertThat(implied.documents()).isEqualTo(9);
    assertThat(free.index()).isEqualTo("none");
  }

  @Test
  void choosesTheNarrowerIndex() {
    Explained plan =
        explain("{find: 'docs', filter: {state: 'DONE', _id: {$gte: 't/c0/kind/1990'}, n: 1993}}");

    assertThat(plan.index()).isEqualTo("state_1_n_-1");
    assertThat(plan.documents()).isEqualTo(1);
  }
}
