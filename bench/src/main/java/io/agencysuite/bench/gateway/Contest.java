package io.agencysuite.bench.gateway;

import io.agencysuite.bench.gateway.Side.Name;
import io.agencysuite.bench.gateway.Side.Run;
import io.agencysuite.bench.process.PeerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** All sides, all shapes, all rounds. */
public final class Contest {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
  private static final double SECONDS = Integer.getInteger("bench.seconds", 3);
  private static final double WARM_UP = Integer.getInteger("bench.warm-up", 30);
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  private final Path folder;
  private final Consumer<String> out;
  private final Random random = new Random(SEED);
  private final Map<Shape, Map<Name, List<Run>>> runs = new EnumMap<>(Shape.class);

  public Contest(Path folder, Consumer<String> out) {
    this.folder = folder;
    this.out = out;
  }

  /** Runs everything and writes it down. */
  public String run() throws Exception {
    List<Shape> shapes =
        Arrays.stream(System.getProperty("bench.only", "GET,POST,LIST").split(",", -1))
            .map(Shape::valueOf)
            .toList();
    String before = load();
    String after;
    try (Field field = Field.start(folder)) {
      List<Side> sides = new ArrayList<>(field.sides());
      out.accept("seed " + SEED + ", load before " + before + ", folder " + folder);
      for (Shape shape : shapes) {
        field.requireSameAnswers(shape);
        for (Side side : sides) {
          measure(field, side, shape, WARM_UP);
        }
      }
      for (int round = 1; round <= ROUNDS; round++) {
        for (Shape shape : shapes) {
          Collections.shuffle(sides, random);
          for (Side side : sides) {
            Run run = measure(field, side, shape, SECONDS);
            record(shape, side.name(), run);
            out.accept(line(round, shape, side.name(), run));
          }
        }
      }
      after = load();
    }
    return new Report(runs).text(intro(before, after));
  }

  private void record(Shape shape, Name name, Run run) {
    runs.computeIfAbsent(shape, _ -> new EnumMap<>(Name.class))
        .computeIfAbsent(name, _ -> new ArrayList<>())
        .add(run);
  }

  private static Run measure(Field field, Side side, Shape shape, double seconds) throws Exception {
    PeerProcess door = side.door();
    PeerProcess service = side.service();
    try (Load load = field.load(side, shape)) {
      long bytes = door == null ? 0 : door.allocated();
      Duration doorCpu = door == null ? Duration.ZERO : door.cpu();
      Duration serviceCpu = service.cpu();
      Duration ownCpu = ownCpu();
      Latencies latencies = load.run(seconds);
      double requests = Math.max(1, latencies.count());
      return new Run(
          latencies.perSecond(),
          latencies.percentile(0.5),
          latencies.percentile(0.99),
          door == null ? 0 : micros(door.cpu().minus(doorCpu)) / requests,
          micros(service.cpu().minus(serviceCpu)) / requests,
          micros(ownCpu().minus(ownCpu)) / requests,
          door == null ? 0 : (door.allocated() - bytes) / requests);
    }
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }

  private static String line(int round, Shape shape, Name name, Run run) {
    return String.format(
        Locale.ROOT,
        "round %d %s %-8s %,8.0f/s p50 %.2f p99 %.2f ms, door %.0f service %.0f load %.0f µs,"
            + " %.1f KB",
        round,
        shape,
        name,
        run.perSecond(),
        run.p50(),
        run.p99(),
        run.doorMicros(),
        run.serviceMicros(),
        run.loadMicros(),
        run.doorBytes() / 1_024);
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file)
        ? Files.readString(file).strip()
        : Double.toString(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String intro(String before, String after) {
    return """
    %s, `./agency bench gateway`, seed %d: %d rounds of %.0f s after %.0f s of warm-up, order of the
    ways shuffled in every round and shape, %d connections, closed loop, one generator thread. %d
    processors shared by generator, door and service; Java %s; every door and service in a JVM of
    its own with the same flags (`%s`); only one way is under load at a time. Machine load before:
    %s; after: %s.

    Every way checks the caller's ES256 access token, remembers what it has verified, and hands a
    signed identity to the service, which verifies it and the caller's right to the client; every
    way limits bodies to 4 MB and calls to 10 s, and counts every call against a limit of its caller
    that is not reached: both of Spring Cloud Gateway's by its own Bucket4j filter, kept in the
    process; the gateway by counters in its store, for the caller and for the client, and it says
    what is left. Armeria has none. All answers are equal as JSON trees.
    Intervals are order statistics that hold the median with at least 95 %% (less than six rounds:
    all of them).
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            SEED,
            ROUNDS,
            SECONDS,
            WARM_UP,
            Load.CONNECTIONS,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            String.join(" ", Field.flags()),
            before,
            after);
  }
}
