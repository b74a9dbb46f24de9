package io.agencysuite.bench.ingest;

import io.agencysuite.bench.process.Figures;
import io.agencysuite.metrics.v1.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** All ways, the same events, rounds in shuffled order, one way at a time. */
public final class IngestContest {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int EVENTS = Integer.getInteger("bench.events", 200_000);
  private static final int WARM_UP = Integer.getInteger("bench.warm-up", 60);
  private static final int WRITERS = Integer.getInteger("bench.writers", 4);
  private static final String SIDES =
      System.getProperty("bench.sides", "METRICS,REST,DOCUMENTS,SQL");
  private static final int SOAK = Integer.getInteger("bench.soak", 0);

  static final String FLAGS = System.getProperty("bench.flags", "-Xmx512m").strip();

  private static final int SOAK_STEP = 500_000;
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int BATCH = 1_000;

  private final Path folder;
  private final Consumer<String> out;
  private final SampleEvents events = new SampleEvents(SEED);
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();
  private final Map<String, Long> sent = new HashMap<>();

  private record Run(
      double acknowledged, double counted, double cpuMicros, long resident, double diskBytes) {}

  public IngestContest(Path folder, Consumer<String> out) {
    this.folder = folder;
    this.out = out;
  }

  /** Runs everything and writes it down. */
  public String run() throws Exception {
    String before = load();
    List<String> flags = List.of(FLAGS.split(" +"));
    List<IngestWay> ways = new ArrayList<>();
    try {
      start(ways, flags);
      for (IngestWay way : ways) {
        warmUp(way);
      }
      List<IngestWay> order = new ArrayList<>(ways);
      Random random = new Random(SEED);
      for (int round = 1; round <= ROUNDS; round++) {
        Collections.shuffle(order, random);
        for (IngestWay way : order) {
          Run run = measure(way, "r" + round, 0, EVENTS);
          runs.computeIfAbsent(way.name(), _ -> new ArrayList<>()).add(run);
          out.accept(line(round, way.name(), run));
        }
      }
      String soak = SOAK > 0 ? soak(ways.getFirst()) : "";
      return report(ways, before, load()) + soak;
    } finally {
      for (IngestWay way : ways.reversed()) {
        way.close();
      }
    }
  }

  private void start(List<IngestWay> ways, List<String> flags) throws Exception {
    if (SIDES.contains("METRICS")) {
      ways.add(MetricsWay.start(folder, flags));
    }
    if (SIDES.contains("REST")) {
      ways.add(RestWay.start(Files.createDirectories(folder.resolve("rest")), flags));
    }
    if (SIDES.contains("DOCUMENTS")) {
      ways.add(DocumentWay.start(folder, flags));
    }
    Path postgres = PostgresWay.programs();
    if (SIDES.contains("SQL") && postgres != null) {
      ways.add(PostgresWay.start(postgres, Path.of(System.getProperty("java.io.tmpdir"))));
    } else if (SIDES.contains("SQL")) {
      out.accept("PostgreSQL is not installed: left out");
    }
  }

  /** For as many seconds with every way, so that the compiler is done with each. */
  private void warmUp(IngestWay way) throws Exception {
    long end = System.nanoTime() + WARM_UP * 1_000_000_000L;
    long done = 0;
    for (int round = 0; System.nanoTime() < end; round++) {
      measure(way, "warm" + round, done, EVENTS);
      done += EVENTS;
    }
  }

  /** Goes on with one way, to see that memory stays and what an event takes on disk. */
  private String soak(IngestWay way) throws Exception {
    StringBuilder text =
        new StringBuilder(
            """

            %s, %,d more events:

            | after | countable/s | CPU us an event | resident MB | bytes on disk an event |
            |--:|--:|--:|--:|--:|
            """
                .formatted(way.name(), SOAK));
    for (long done = 0; done < SOAK; done += SOAK_STEP) {
      Run run = measure(way, "soak", done, SOAK_STEP);
      String line =
          String.format(
              Locale.ROOT,
              "| %,d | %,.0f | %.1f | %d | %.0f |%n",
              sent.getOrDefault(way.name(), 0L),
              run.counted(),
              run.cpuMicros(),
              run.resident() >> 20,
              run.diskBytes());
      out.accept(line.strip());
      text.append(line);
    }
    return text.toString();
  }

  /** The events are made before the clock starts: it is not they that are measured. */
  private List<List<Event>> make(String run, long first, int count) {
    List<List<Event>> batches = new ArrayList<>();
    for (int at = 0; at < count; at += BATCH) {
      batches.add(events.batch(run, first + at, BATCH));
    }
    return batches;
  }

  private Run measure(IngestWay way, String run, long number, int count) throws Exception {
    List<List<Event>> batches = make(run, number, count);
    Duration cpu = way.cpu();
    long start = System.nanoTime();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        running.add(
            writers.submit(() -> {
              way.write(batch -> {
                long at = first + batch * WRITERS;
                return at < batches.size() ? batches.get((int) at) : List.of();
              });
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    double acknowledged = count * 1e9 / (System.nanoTime() - start);
    long counted = way.counted();
    double visible = count * 1e9 / (System.nanoTime() - start);
    long expected = sent.merge(way.name(), (long) count, Long::sum);
    if (counted != expected) {
      throw new IllegalStateException(
          way.name() + " counts " + counted + " events (expected: " + expected + ")");
    }
    return new Run(
        acknowledged,
        visible,
        way.cpu().minus(cpu).toNanos() / 1e3 / count,
        way.residentBytes(),
        (double) way.bytesOnDisk() / expected);
  }

  private static String line(int round, String name, Run run) {
    return String.format(
        Locale.ROOT,
        "round %d %-36s acknowledged %,9.0f/s counted %,9.0f/s, %.1f us CPU, %d MB, %.0f bytes",
        round,
        name,
        run.acknowledged(),
        run.counted(),
        run.cpuMicros(),
        run.resident() >> 20,
        run.diskBytes());
  }

  private String report(List<IngestWay> ways, String before, String after) {
    StringBuilder text = new StringBuilder(2_000);
    text.append(
        """
        # Ingest beside others

        %s, `./agency bench ingest`, seed %d: %d rounds of %,d events after %d s a way to warm up,
        order of the ways shuffled in every round, %d writers, %,d events a batch, made by the same
        process before the clock starts. JVM flags `%s`.
        %d processors shared by everything; Java %s; only one way is under load at a time. Machine
        load before: %s; after: %s. Every way counts all its events after each round.

        | way | an acknowledgement means | acknowledged/s | countable/s \
        | CPU us an event | resident MB | bytes on disk an event |
        |---|---|--:|--:|--:|--:|--:|
        """
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                SEED,
                ROUNDS,
                EVENTS,
                WARM_UP,
                WRITERS,
                BATCH,
                FLAGS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                before,
                after));
    for (IngestWay way : ways) {
      List<Run> all = runs.getOrDefault(way.name(), List.of());
      Run last = all.getLast();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.0f | %,.0f | %.1f | %d | %.0f |%n",
              way.name(),
              way.durability(),
              Figures.of(all.stream().map(Run::acknowledged).toList()).median(),
              Figures.of(all.stream().map(Run::counted).toList()).median(),
              Figures.of(all.stream().map(Run::cpuMicros).toList()).median(),
              last.resident() >> 20,
              last.diskBytes()));
    }
    text.append(
        "\nOurs countable against theirs acknowledged, round by round, median [interval]:\n\n");
    List<Run> ours = runs.getOrDefault(ways.getFirst().name(), List.of());
    for (IngestWay way : ways.subList(1, ways.size())) {
      List<Double> ratios = new ArrayList<>();
      List<Run> theirs = runs.getOrDefault(way.name(), List.of());
      for (int i = 0; i < theirs.size(); i++) {
        ratios.add(ours.get(i).counted() / theirs.get(i).acknowledged());
      }
      Figures figures = Figures.of(ratios);
      text.append(
          String.format(
              Locale.ROOT,
              "- %s: %.2f [%.2f..%.2f]%n",
              way.name(),
              figures.median(),
              figures.low(),
              figures.high()));
    }
    return text.toString();
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).strip() : "unknown";
  }
}
