package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One writer's book, kept outside the store's process: what was acknowledged, and the one operation
 * that may or may not have happened when the store was killed.
 */
final class Ledger {

  private final String writer;
  private final List<String> inserted = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private long counted;
  private long version;
  private int sequence;
  private @Nullable String inDoubt;
  private @Nullable AssertionError surprise;

  Ledger(String writer) {
    this.writer = writer;
  }

  /** Writes until the store is gone. */
  void write(MongoClient client, RandomGenerator random) {
    MongoCollection<Document> docs = client.getDatabase("crash").getCollection("docs");
    MongoCollection<Document> counters = client.getDatabase("crash").getCollection("counters");
    try {
      while (true) {
        switch (random.nextInt(4)) {
          case 0 -> insertBatch(docs, random);
          case 1 -> count(counters);
          case 2 -> compareAndSet(counters);
          default -> delete(docs, random);
        }
        inDoubt = null;
      }
    } catch (MongoException _) {
      // Killed; the operation under way stays in doubt.
    } catch (AssertionError e) {
      surprise = e;
    }
  }

  private void insertBatch(MongoCollection<Document> docs, RandomGenerator random) {
    List<Document> batch = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    inDoubt = "insert";
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      String id = writer + "/" + sequence++;
      ids.add(id);
      batch.add(
          new Document("_id", id).append("w", writer).append("t", "x".repeat(random.nextInt(900))));
    }
    docs.insertMany(batch);
    inserted.addAll(ids);
  }

  private void count(MongoCollection<Document> counters) {
    inDoubt = "count";
    counters.updateOne(
        Filters.eq("_id", writer), Updates.inc("n", 1L), new UpdateOptions().upsert(true));
    counted++;
  }

  private void compareAndSet(MongoCollection<Document> counters) {
    inDoubt = "cas";
    String id = writer + "-cas";
    if (version == 0) {
      counters.insertOne(new Document("_id", id).append("v", 1L));
    } else {
      Document before =
          counters.findOneAndUpdate(
              Filters.and(Filters.eq("_id", id), Filters.eq("v", version)),
              Updates.set("v", version + 1));
      assertThat(before).as("version %s of %s", version, id).isNotNull();
    }
    version++;
  }

  private void delete(MongoCollection<Document> docs, RandomGenerator random) {
    if (!inserted.isEmpty()) {
      inDoubt = "delete";
      String id = inserted.get(random.nextInt(inserted.size()));
      inserted.remove(id);
      deleted.add(id);
      assertThat(docs.deleteOne(Filters.eq("_id", id)).getDeletedCount()).isEqualTo(1);
    }
  }

  int acknowledged() {
    return inserted.size() + deleted.size() + (int) counted + (int) version;
  }

  /** Compares book and store, then takes what was in doubt as the store has it. */
  void check(MongoClient client) {
    assertThat(surprise).isNull();
    MongoCollection<Document> docs = client.getDatabase("crash").getCollection("docs");
    MongoCollection<Document> counters = client.getDatabase("crash").getCollection("counters");
    List<String> found = new ArrayList<>();
    docs.find(Filters.eq("w", writer)).forEach(document -> found.add(document.getString("_id")));
    assertThat(found).doesNotHaveDuplicates();
    assertThat(inserted).isSubsetOf(found);
    List<String> extra = new ArrayList<>(found);
    extra.removeAll(inserted);
    String doubt = String.valueOf(inDoubt);
    if (doubt.equals("delete")) {
      assertThat(extra).isSubsetOf(deleted.removeLast());
    } else if (!doubt.equals("insert")) {
      assertThat(extra).isEmpty();
    } else {
      assertThat(extra).hasSizeLessThanOrEqualTo(5).noneMatch(deleted::contains);
    }
    inserted.addAll(extra);
    counted = checked("count", counted, number(counters, writer, "n"), doubt);
    version = checked("cas", version, number(counters, writer + "-cas", "v"), doubt);
    inDoubt = null;
  }

  private static long checked(String kind, long expected, long actual, String doubt) {
    assertThat(actual).as(kind).isBetween(expected, doubt.equals(kind) ? expected + 1 : expected);
    return actual;
  }

  private static long number(MongoCollection<Document> counters, String id, String field) {
    Document counter = counters.find(Filters.eq("_id", id)).first();
    return counter == null ? 0 : counter.getLong(field);
  }
}
