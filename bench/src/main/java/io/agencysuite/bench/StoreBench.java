package io.agencysuite.bench;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store beside mongo-java-server's stock H2 backend: durable inserts, point reads,
 * indexed equality, range and sorted page. `-Dbench.documents=`, `-Dbench.seconds=`.
 */
public final class StoreBench {

  private static final int DOCUMENTS = Integer.getInteger("bench.documents", 200_000);
  private static final double SECONDS = Integer.getInteger("bench.seconds", 5);
  private static final int BATCH = 1_000;
  private static final int OWNERS = 2_000;

  private final MongoCollection<Document> docs;
  private final MongoCollection<Document> inserts;
  private final AtomicLong sequence = new AtomicLong();
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private StoreBench(MongoClient client) {
    this.docs = client.getDatabase("bench").getCollection("docs");
    this.inserts = client.getDatabase("bench").getCollection("inserts");
  }

  /** Prints a Markdown table. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    List<StoreUnderBench> sides = new ArrayList<>();
    List<Map<String, Double>> columns = new ArrayList<>();
    for (String side : List.of("embedded", "stock")) {
      Path directory = Files.createTempDirectory("store-bench");
      try (StoreUnderBench store =
              side.equals("embedded")
                  ? StoreUnderBench.embedded(directory)
                  : StoreUnderBench.stockH2(directory);
          MongoClient client = MongoClients.create(store.uri())) {
        sides.add(store);
        columns.add(new StoreBench(client).run(directory));
      } finally {
        delete(directory);
      }
    }
    print(out, sides, columns);
  }

  private Map<String, Double> run(Path directory) throws Exception {
    docs.createIndex(Indexes.ascending("owner"));
    docs.createIndex(Indexes.compoundIndex(Indexes.ascending("state"), Indexes.descending("at")));
    measure("acknowledged inserts/s, 1 writer", 1, _ -> insertOne());
    measure("acknowledged inserts/s, 8 writers", 8, _ -> insertOne());
    measure("acknowledged inserts/s, 1 writer, batches of 1,000", 1, _ -> insertBatch());
    load();
    figures.put("heap after a collection, MB", usedHeap() / 1e6);
    figures.put("on disk, MB", bytesIn(directory) / 1e6);
    measure("point reads/s by _id, 1 reader", 1, _ -> read(eq("_id", id(random(DOCUMENTS))), 0));
    measure("point reads/s by _id, 8 readers", 8, _ -> read(eq("_id", id(random(DOCUMENTS))), 0));
    measure("compare-and-set/s by _id and v, 8 writers", 8, _ -> compareAndSet());
    measure("indexed equality/s (100 documents)", 1, _ -> read(eq("owner", random(OWNERS)), 0));
    measure("_id range/s (page of 20)", 1, _ -> page());
    measure("compound range/s (20 documents)", 1, _ -> range());
    measure("sorted page/s (equality, newest 20)", 1, _ -> newest());
    return figures;
  }

  private void measure(String name, int threads, IntToLongFunction action)
      throws InterruptedException, ExecutionException {
    Measure.perSecond(threads, SECONDS / 5, action);
    figures.put(name, Measure.perSecond(threads, SECONDS, action));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static String id(int number) {
    return "tenant/client%02d/lead/%08d".formatted(number % 10, number);
  }

  private static Document document(int number) {
    return new Document("_id", id(number))
        .append("v", 1L)
        .append("schema", 1)
        .append("owner", number % OWNERS)
        .append("state", number % 10 == 0 ? "OPEN" : "DONE")
        .append("at", (long) number)
        .append("name", "Lead number " + number)
        .append("note", "x".repeat(100));
  }

  private void load() {
    List<Document> batch = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      batch.add(document(i));
      if (batch.size() == BATCH || i == DOCUMENTS - 1) {
        docs.insertMany(batch);
        batch.clear();
      }
    }
  }

  private long insertOne() {
    int number = (int) sequence.incrementAndGet();
    inserts.insertOne(document(number).append("_id", "single/" + number));
    return 1;
  }

  private long insertBatch() {
    List<Document> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      int number = (int) sequence.incrementAndGet();
      batch.add(document(number).append("_id", "batch/" + number));
    }
    inserts.insertMany(batch);
    return BATCH;
  }

  private long read(Bson filter, int limit) {
    docs.find(filter).limit(limit).forEach(_ -> {});
    return 1;
  }

  private long compareAndSet() {
    Bson byId = eq("_id", id(random(DOCUMENTS)));
    Document found = docs.find(byId).first();
    if (found != null) {
      docs.updateOne(and(byId, eq("v", found.getLong("v"))), Updates.inc("v", 1L));
    }
    return 1;
  }

  private long page() {
    String from = id(random(DOCUMENTS));
    String end = from.substring(0, from.lastIndexOf('/')) + "0";
    docs.find(and(gt("_id", from), lt("_id", end)))
        .sort(ascending("_id"))
        .limit(20)
        .forEach(_ -> {});
    return 1;
  }

  private long range() {
    long from = random(DOCUMENTS);
    return read(and(eq("state", "OPEN"), gte("at", from), lt("at", from + 200)), 0);
  }

  private long newest() {
    docs.find(and(eq("state", "OPEN"), lt("at", (long) random(DOCUMENTS))))
        .sort(descending("at"))
        .limit(20)
        .forEach(_ -> {});
    return 1;
  }

  private static long usedHeap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long bytesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void print(
      PrintStream out, List<StoreUnderBench> sides, List<Map<String, Double>> columns) {
    out.printf(
        Locale.ROOT,
        "%,d documents; %d processors; heap at most %,d MB; Java %s; client and server in one"
            + " process%n%n",
        DOCUMENTS,
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / 1_000_000,
        Runtime.version());
    out.printf("| | %s | %s |%n|---|--:|--:|%n", sides.get(0).name(), sides.get(1).name());
    out.printf("| durability | %s | %s |%n", sides.get(0).durability(), sides.get(1).durability());
    for (Map.Entry<String, Double> figure : columns.get(0).entrySet()) {
      Double other = columns.get(1).get(figure.getKey());
      out.printf(
          Locale.ROOT, "| %s | %s | %s |%n", figure.getKey(), text(figure.getValue()), text(other));
    }
  }

  private static String text(@Nullable Double figure) {
    if (figure == null) {
      return "-";
    }
    return String.format(Locale.ROOT, figure < 20 ? "%.1f" : "%,.0f", figure);
  }
}
