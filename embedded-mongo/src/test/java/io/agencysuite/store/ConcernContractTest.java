package io.agencysuite.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concerns and what concurrent writers may rely on. */
class ConcernContractTest {

  private static final int WRITERS = 8;
  private static final int STEPS = 100;

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  private MongoCollection<Document> strict() {
    return mongo
        .collection()
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
        .withReadConcern(ReadConcern.MAJORITY);
  }

  @Test
  void acceptsMajorityAndJournal() {
    strict().insertOne(new Document("_id", 1));
    strict().updateOne(eq("_id", 1), set("n", 1));

    assertThat(strict().find(eq("n", 1))).hasSize(1);
    assertThat(strict().countDocuments()).isEqualTo(1);
  }

  @Test
  void acceptsUnacknowledgedWrites() {
    mongo.collection().withWriteConcern(WriteConcern.UNACKNOWLEDGED).insertOne(new Document());
    // The next command of the same connection, or of any other, comes after it sooner or later.
    long end = System.nanoTime() + 5_000_000_000L;
    while (mongo.collection().countDocuments() == 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(mongo.collection().countDocuments()).isEqualTo(1);
  }

  @Test
  void losesNoIncrement() throws InterruptedException {
    inParallel(
        _ -> strict().updateOne(eq("_id", "n"), inc("n", 1), new UpdateOptions().upsert(true)));

    assertThat(mongo.document()).containsEntry("n", WRITERS * STEPS);
  }

  @Test
  void letsOneCompareAndSetOfAVersionWin() throws InterruptedException {
    mongo.collection().insertOne(new Document("_id", "cas").append("v", 0));
    AtomicInteger wins = new AtomicInteger();

    inParallel(step -> {
      int v = mongo.document().getInteger("v");
      Document before =
          strict().findOneAndUpdate(and(eq("_id", "cas"), eq("v", v)), set("v", v + 1));
      wins.addAndGet(before == null ? 0 : 1);
    });

    assertThat(mongo.document()).containsEntry("v", wins.get());
    assertThat(wins.get()).isPositive();
  }

  @Test
  void givesEachNumberOfAStreamToOneAppender() throws InterruptedException {
    AtomicInteger appended = new AtomicInteger();
    inParallel(step -> {
      try {
        strict().insertOne(new Document("_id", "stream/" + step));
        appended.incrementAndGet();
      } catch (com.mongodb.MongoWriteException e) {
        assertThat(e.getError().getCode()).isEqualTo(11000);
      }
    });

    assertThat(appended.get()).isEqualTo(STEPS);
    assertThat(mongo.collection().countDocuments()).isEqualTo(STEPS);
  }

  private interface Step {
    void run(int step);
  }

  private static void inParallel(Step work) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < WRITERS; i++) {
      Thread thread =
          Thread.ofPlatform()
              .unstarted(() -> {
                for (int step = 0; step < STEPS; step++) {
                  work.run(step);
                }
              });
      thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }
}
