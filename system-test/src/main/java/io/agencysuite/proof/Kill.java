package io.agencysuite.proof;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Patience;
import io.agencysuite.rest.Rest;
import io.agencysuite.rest.SignedIn;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Rooms;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Two of each service on one store, callers who play the whole loop, and a killer. At the end
/// everything that was acknowledged has to be there exactly once, in the lists and in the reports.
public final class Kill {

  static final String USAGE =
      "usage: proof kill [--minutes N] [--seed N] [--callers N] [--evidence FILE] [--data DIR]";

  private static final String LEGEND =
      """
      `acked` were answered with success; `unanswered` are tries without an answer, repeated with
      the same id until one came; `found` is what the lists (clicks: the report) show afterwards. A
      click has no id of its own and is never tried again: those without an answer may be there or
      not, which `of unknown` counts.\
      """;

  private static final List<String> OPTIONS =
      List.of("minutes", "seed", "callers", "evidence", "data");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final Duration length;
  private final long seed;
  private final int callers;
  private final PrintStream out;
  private final Ledger ledger = new Ledger();
  private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
  private volatile long endNanos;
  private volatile long graceNanos;

  Kill(Duration length, long seed, int callers, PrintStream out) {
    this.length = length;
    this.seed = seed;
    this.callers = callers;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args, OPTIONS);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    double minutes = Double.parseDouble(arguments.option("minutes", "5"));
    Kill kill =
        new Kill(
            Duration.ofMillis((long) (60_000 * minutes)),
            Long.parseLong(arguments.option("seed", Long.toString(System.nanoTime()))),
            Integer.parseInt(arguments.option("callers", "6")),
            System.out);
    String data = arguments.option("data", "");
    Path folder = data.isEmpty() ? Files.createTempDirectory("agency-kill") : Path.of(data);
    Path evidence =
        Path.of(
            arguments.option("evidence", Rooms.root().resolve("docs/evidence/kill.md").toString()));
    boolean clean = kill.prove(folder, evidence);
    System.exit(clean ? 0 : 1);
  }

  boolean prove(Path folder, Path evidence) {
    out.printf("seed %d, logs in %s%n", seed, folder.resolve("logs"));
    try (Suite suite = Suite.start(folder, Suite.Layout.TWINS)) {
      out.printf("%d processes are up: %s%n", suite.processes().size(), names(suite));
      Agency agency = prepare(suite);
      Killer killer = new Killer(suite, seed);
      Instant start = Instant.now();
      int loops = drive(suite, agency, killer);
      Reconciliation reconciliation = new Reconciliation(agency.owner(), ledger);
      reconciliation.run();
      reconciliation.mistakes().addAll(mistakes);
      boolean recounted = new Recount(agency.owner(), out).prove(LoopDriver.CLIENT);
      String result = result(start, loops, killer, reconciliation, recounted);
      out.println(result);
      Evidence.write(
          evidence,
          "Killed at random: nothing lost, nothing doubled",
          "./agency proof kill --minutes %s --seed %d --callers %d"
              .formatted(length.toMillis() / 60_000.0, seed, callers),
          "two of each service and two gateways on one store process, loopback",
          result,
          LEGEND);
      return reconciliation.clean() && recounted;
    }
  }

  private static List<String> names(Suite suite) {
    return suite.processes().stream().map(SuiteProcess::name).toList();
  }

  private static Agency prepare(Suite suite) {
    Agency agency =
        Agency.create(
            suite.door().patiently(new Patience(PATIENCE)), suite.operatorAuthorization(), "kill");
    agency.client(LoopDriver.CLIENT);
    agency.channel(LoopDriver.CLIENT, LoopDriver.CHANNEL, "instagram");
    agency
        .owner()
        .post(
            "/v1/team?teamMemberId=mia",
            Json.object(
                "displayName",
                "Mia",
                "rates",
                List.of(
                    Json.object("validFrom", "2026-01-01", "hourlyCost", Json.money(3333, "EUR")))))
        .require();
    agency.user("writer", "COMMUNITY_MANAGER", "clients/-");
    return agency;
  }

  private int drive(Suite suite, Agency agency, Killer killer) {
    endNanos = System.nanoTime() + length.toNanos();
    graceNanos = Long.MAX_VALUE;
    LoopDriver driver =
        new LoopDriver(doors(suite, agency, "owner"), doors(suite, agency, "writer"), ledger);
    AtomicInteger numbers = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        running.add(threads.submit(() -> play(driver, numbers)));
      }
      try {
        killer.killUntil(endNanos);
        killer.reviveAll();
      } finally {
        graceNanos = System.nanoTime() + GRACE.toNanos();
      }
    }
    for (Future<?> caller : running) {
      if (caller.state() == Future.State.FAILED) {
        mistakes.add("a caller failed: " + caller.exceptionNow());
      }
    }
    return numbers.get();
  }

  private void play(LoopDriver driver, AtomicInteger numbers) {
    while (System.nanoTime() < endNanos) {
      try {
        driver.play(numbers.incrementAndGet());
      } catch (Doors.RefusedByMistake e) {
        mistakes.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private Doors doors(Suite suite, Agency agency, String user) {
    List<Rest> doors =
        suite.doors().stream()
            .map(url ->
                SignedIn.user(
                    Rest.at(url).patiently(new Patience(PATIENCE)),
                    user + "@" + agency.tenant() + ".example",
                    Agency.PASSWORD))
            .map(door -> door.patiently(Patience.NONE))
            .toList();
    doors.forEach(door -> door.get("/v1/clients").require());
    return new Doors(doors, ledger, () -> System.nanoTime() < graceNanos);
  }

  private String result(
      Instant start, int loops, Killer killer, Reconciliation reconciliation, boolean recounted) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream result = new PrintStream(text, true, StandardCharsets.UTF_8)) {
      result.printf(
          "%d kills by SIGKILL in %s, seed %d: %s%n",
          killer.killCount(), length, seed, killer.kills());
      result.printf(
          "%d processes were started again that had ended by themselves%n", killer.revivals());
      result.printf(
          "%d loops begun, %d acknowledgements, begun %s%n%n",
          loops, ledger.acknowledgements(), start.truncatedTo(ChronoUnit.SECONDS));
      reconciliation.print(result);
      long lost =
          reconciliation.lines().values().stream().mapToLong(Reconciliation.Line::lost).sum();
      long doubled =
          reconciliation.lines().values().stream().mapToLong(Reconciliation.Line::doubled).sum();
      result.printf(
          "%n%d lost, %d doubled, %d other mistakes; recount %s%n",
          lost, doubled, reconciliation.mistakes().size(), recounted ? "equal" : "DIFFERS");
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
