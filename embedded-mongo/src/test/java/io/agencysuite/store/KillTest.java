package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real store process under concurrent writers, again and again on the same data, and
 * compares it with ledgers kept outside. `-Dkill.rounds=` makes it a campaign.
 */
class KillTest {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
  private static final int WRITERS = 6;

  @TempDir Path base;

  private final RandomGenerator random = Seed.random("KillTest");

  @Test
  void losesAndDoublesNothingAcknowledged() throws Exception {
    List<Ledger> ledgers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      ledgers.add(new Ledger("w" + i));
    }
    Path directory = base.resolve("data");
    for (int round = 0; round < ROUNDS; round++) {
      try (StoreProcess store = StoreProcess.start(directory);
          MongoClient client = MongoClients.create(store.uri())) {
        ledgers.forEach(ledger -> ledger.check(client));
        client.getDatabase("crash").getCollection("docs").createIndex(Indexes.ascending("w"));
        writeAndKill(ledgers, store, client);
      }
    }
    try (StoreProcess store = StoreProcess.start(directory);
        MongoClient client = MongoClients.create(store.uri())) {
      ledgers.forEach(ledger -> ledger.check(client));
      System.out.printf(
          "KillTest: %d kills, %d acknowledged operations, 0 lost, 0 doubled%n",
          ROUNDS, ledgers.stream().mapToInt(Ledger::acknowledged).sum());
    }
  }

  private void writeAndKill(List<Ledger> ledgers, StoreProcess store, MongoClient client)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Ledger ledger : ledgers) {
      RandomGenerator own = new SplittableRandom(random.nextLong());
      threads.add(Thread.ofPlatform().start(() -> ledger.write(client, own)));
    }
    Thread.sleep(300 + random.nextInt(1_200));
    store.kill();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void crashesAtTheGivenPointAndRecovers() throws Exception {
    Path directory = base.resolve("points");
    int acknowledged = 0;
    for (String point : List.of("before:3", "after:3", "after:1")) {
      try (StoreProcess store = StoreProcess.start(directory, "-Dstore.crash=" + point);
          MongoClient client = MongoClients.create(store.uri())) {
        var docs = client.getDatabase("crash").getCollection("docs");
        for (int i = 0; i < 10 && store.isAlive(); i++) {
          try {
            docs.insertOne(new Document("_id", point + i));
            acknowledged++;
          } catch (com.mongodb.MongoException _) {
            break;
          }
        }
      }
      try (StoreProcess store = StoreProcess.start(directory);
          MongoClient client = MongoClients.create(store.uri())) {
        long count = client.getDatabase("crash").getCollection("docs").countDocuments();
        assertThat(count).as(point).isBetween((long) acknowledged, acknowledged + 3L);
        assertThat(store.terminate()).isEqualTo(143);
      }
    }
  }
}
