package io.agencysuite.proof;

import io.agencysuite.load.Kind;
import io.agencysuite.load.OpenLoad;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.SignedIn;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Conditions;
import io.agencysuite.system.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the suite does when three times more is asked of it than it can do: it goes on at its peak,
/// people first, refuses the rest at once, and is itself again when the crowd has gone.
///
/// All processes of the suite share one core, the generator has the other.
public final class Overload {
  private static final String USAGE = "usage: proof overload [--runs N] [--seed N]";
  private static final double PRESSURE = 3;
  private static final double PRESSURE_SECONDS = 30;
  private static final double STEP_SECONDS = 3;
  private static final double PEAK_SECONDS = 15;
  private static final double CALM_SECONDS = 10;
  private static final double NEAR = 1.03;
  private static final int LEADS = 50;

  private final OpenLoad load;
  private final OverloadReport report;

  private Overload(OpenLoad load, OverloadReport report) {
    this.load = load;
    this.report = report;
  }

  public static void main(String[] args) {
    Arguments arguments;
    try {
      arguments = Arguments.parse(args, List.of("runs", "seed"));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    boolean split = Runtime.getRuntime().availableProcessors() > 1 && pin();
    Conditions conditions =
        split
            ? Conditions.USUAL.on(List.of("taskset", "-c", "0"), List.of("nice", "-n", "5"))
            : Conditions.USUAL;
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean reached;
    try (PrintStream out = Evidence.kept(kept);
        Suite suite =
            Suite.start(
                Files.createTempDirectory("agency-proof"), Suite.Layout.SINGLE, conditions)) {
      long seed = Long.parseLong(arguments.option("seed", "1"));
      out.printf(
          "seed %d; %s%n",
          seed, split ? "suite on core 0, generator on core 1" : "one core for everything");
      place(out);
      reached = prove(suite, seed, Integer.parseInt(arguments.option("runs", "3")), out);
      place(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Evidence.write(
        Evidence.page("overload"),
        "Three times more than the suite can do",
        "./agency proof overload",
        "four processes on one core, services at nice 5, generator on the other, loopback",
        kept.toString(StandardCharsets.UTF_8),
        OverloadReport.LEGEND);
    System.exit(reached ? 0 : 1);
  }

  /// Others on the machine take from both cores; their part is visible in the load.
  private static void place(PrintStream out) {
    out.printf(
        "%s, load average %.1f%n",
        InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static boolean prove(Suite suite, long seed, int runs, PrintStream out) {
    try (OpenLoad load = new OpenLoad(suite.doors().getFirst(), kinds(suite), seed)) {
      OverloadReport report = new OverloadReport(out);
      new Overload(load, report).run(runs);
      return report.conclude(Evidence.page("overload").resolveSibling("overload.svg"));
    }
  }

  private void run(int runs) {
    // The compilers of five JVMs share the core with everything else; they need a while, also for
    // what only happens in a crowd.
    load.offer(150, 10);
    load.offer(600, 20);
    load.offer(1_500, 60);
    load.offer(4_000, 45);
    load.offer(100, 10);
    double peak = peak();
    report.unloaded(load.offer(peak / 5, 5));
    for (int i = 0; i < runs; i++) {
      OpenLoad.Outcome pressed = load.offer(PRESSURE * peak, PRESSURE_SECONDS);
      report.pressed(pressed, load.offer(peak / 2, CALM_SECONDS));
    }
  }

  /// Offers more and more until what is served grows no further. The best of many short steps owes
  /// something to luck, so the first that came near it is taken once more, for longer.
  private double peak() {
    Map<Double, Double> served = new LinkedHashMap<>();
    double best = 0;
    double rate = 200;
    int beyond = 0;
    while (beyond < 3 && rate < 50_000) {
      OpenLoad.Outcome step = load.offer(rate, STEP_SECONDS);
      double goodput = step.all().goodput(0.5, STEP_SECONDS);
      report.step(step, goodput);
      served.put(rate, goodput);
      beyond = goodput > best * NEAR ? 0 : beyond + 1;
      best = Math.max(best, goodput);
      rate *= 1.25;
      load.offer(100, 0.5);
    }
    double near = best / NEAR;
    double knee =
        served.entrySet().stream()
            .filter(step -> step.getValue() >= near)
            .mapToDouble(Map.Entry::getKey)
            .min()
            .orElse(rate);
    double peak = load.offer(knee, PEAK_SECONDS).all().goodput(0.5, PEAK_SECONDS);
    report.peak(best, knee, peak);
    return peak;
  }

  /// People are a fifth of all calls, so that their part of the threefold load is less than what
  /// the suite can do.
  private static List<Kind> kinds(Suite suite) {
    Agency agency = Agency.create(suite, "overload");
    agency.client("acme");
    List<String> leads = new ArrayList<>();
    for (int i = 0; i < LEADS; i++) {
      JsonNode lead = agency.owner().post("/v1/clients/acme/leads", Json.read(lead(i))).json();
      leads.add(Json.text(lead, "name"));
    }
    String token =
        SignedIn.authorization(
            agency.anonymous(), "owner@" + agency.tenant() + ".example", Agency.PASSWORD);
    return List.of(
        new Kind("people", 0.2, requests(leads, Map.of("Authorization", token))),
        new Kind(
            "partners", 0.3, requests(leads, Map.of("Authorization", token, "Priority", "u=4"))),
        new Kind("batch", 0.5, requests(leads, Map.of("Authorization", token, "Priority", "u=6"))));
  }

  /// One new lead for every nine that are read.
  private static List<byte[]> requests(List<String> leads, Map<String, String> headers) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < leads.size(); i++) {
      requests.add(
          i % 10 == 0
              ? Kind.request("POST", "/v1/clients/acme/leads", headers, lead(i))
              : Kind.request("GET", "/v1/" + leads.get(i), headers, ""));
    }
    return requests;
  }

  private static String lead(int number) {
    return """
    {"captureMethod":"FORM","givenName":"Erika","familyName":"Muster","email":"e%d@a.example"}\
    """
        .formatted(number);
  }

  /// Puts every thread of this process on the second core.
  private static boolean pin() {
    try {
      Process taskset =
          new ProcessBuilder("taskset", "-apc", "1", Long.toString(ProcessHandle.current().pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return taskset.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
