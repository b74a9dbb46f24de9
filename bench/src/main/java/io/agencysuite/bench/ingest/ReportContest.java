package io.agencysuite.bench.ingest;

import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.QueryReportResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Reports of one client whose events came by the ordinary way, at growing numbers of events. */
public final class ReportContest {
  private static final int EVENTS = Integer.getInteger("bench.events", 1_000_000);
  private static final int TIMES = Integer.getInteger("bench.times", 10);
  private static final int QUERIES = Integer.getInteger("bench.queries", 300);
  private static final String FLAGS = IngestContest.FLAGS;
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final LocalDate FROM = LocalDate.parse("2026-08-25");
  private static final int DAYS = 90;
  private static final int WRITERS = 4;
  private static final int BATCH = 1_000;

  private final Path folder;
  private final Consumer<String> out;

  public ReportContest(Path folder, Consumer<String> out) {
    this.folder = folder;
    this.out = out;
  }

  /** Loads, asks, loads the rest, asks again. */
  public String run() throws Exception {
    StringBuilder text =
        new StringBuilder(
            """
            # Reports at growing history

            %s, `./agency bench reports`, seed %d, JVM flags `%s`: one client, 40 posts on 10
            channels, 20,000 visitors, events of %d days by gRPC stream; then %,d times the report
            of all days by channel and day, one after the other, over gRPC, after as many to warm
            up. %d processors. Machine load before: %s.

            | events | rows | p50 ms | p99 ms | longest ms | resident MB |
            |--:|--:|--:|--:|--:|--:|
            """
                .formatted(
                    LocalDate.now(ZoneOffset.UTC),
                    SEED,
                    FLAGS,
                    DAYS,
                    QUERIES,
                    Runtime.getRuntime().availableProcessors(),
                    load()));
    try (MetricsWay way = MetricsWay.start(folder, List.of(FLAGS.split(" +")))) {
      load(way, 0, EVENTS);
      text.append(ask(way, EVENTS));
      for (int part = 1; part < TIMES; part++) {
        load(way, part, EVENTS);
      }
      text.append(ask(way, (long) TIMES * EVENTS));
    }
    return text + "\nMachine load after: " + load() + ".\n";
  }

  /** Each part spreads over all days, so that the history grows and the days stay. */
  private void load(MetricsWay way, int part, int count) throws Exception {
    SampleEvents events = new SampleEvents(SEED + part, FROM, DAYS, EVENTS / DAYS + 1);
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        long first = (long) writer * BATCH;
        running.add(
            writers.submit(() -> {
              way.write(number -> {
                long at = first + number * WRITERS * BATCH;
                return at < count ? events.batch("p" + part, at, BATCH) : List.<Event>of();
              });
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    out.accept(String.format(Locale.ROOT, "%,d events are counted", way.counted()));
  }

  private String ask(MetricsWay way, long events) throws IOException {
    long[] nanos = new long[QUERIES];
    int rows = 0;
    for (int i = -QUERIES; i < QUERIES; i++) {
      long start = System.nanoTime();
      QueryReportResponse report =
          way.query(
              QueryReportRequest.newBuilder()
                  .setFromDate(FROM.toString())
                  .setToDate(FROM.plusDays(DAYS - 1).toString())
                  .setGranularity(Granularity.DAY)
                  .addGroupBy(Dimension.CHANNEL));
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
      rows = report.getRowsCount();
    }
    Arrays.sort(nanos);
    String line =
        String.format(
            Locale.ROOT,
            "| %,d | %,d | %.1f | %.1f | %.1f | %d |%n",
            events,
            rows,
            nanos[QUERIES / 2] / 1e6,
            nanos[(int) (QUERIES * 0.99)] / 1e6,
            nanos[QUERIES - 1] / 1e6,
            way.residentBytes() >> 20);
    out.accept(line.strip());
    return line;
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).strip() : "unknown";
  }
}
