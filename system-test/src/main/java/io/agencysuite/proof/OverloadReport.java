package io.agencysuite.proof;

import io.agencysuite.load.OpenLoad;
import io.agencysuite.load.Tally;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prints the figures of an overload and compares them with what was promised.
final class OverloadReport {
  static final String LEGEND =
      """
      `offered` calls a second at random moments; `served` answered with success. The steps take
      three seconds each; the peak is the first step within 3 % of the best, taken once more for
      fifteen seconds, because the best of many short steps owes something to luck. Latencies count
      from the moment a call was due, so they contain what the client itself came late when the
      machine stood still; that part is printed. `refusal` is the 99th percentile of the 503
      answers.
      `recovery` is the time after the crowd has gone until 99 of 100 calls are served in every
      quarter of a second, up to the end of ten seconds at half the peak: a later hiccup counts as
      not recovered, a single refused batch call does not.
      People, partners and batch are 20, 30 and 50 percent of the calls; nine of ten read a lead,
      one creates one.

      ![Served and refused calls a second against offered ones](overload.svg)
      """;

  private static final double GOODPUT_MIN = 0.9;
  private static final double PEOPLE_MIN = 0.999;
  private static final double REFUSAL_MILLIS_MAX = 10;
  private static final double RECOVERY_SECONDS_MAX = 5;
  private static final double P99 = 0.99;

  private final PrintStream out;
  private final List<OverloadCurve.Point> points = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private double peak;

  OverloadReport(PrintStream out) {
    this.out = out;
    out.println("offered/s  served/s  p50 ms  p99 ms  refusal ms  failed");
  }

  /// What one run has shown.
  private record Run(double goodput, double people, double refusalMillis, double recovery) {}

  void step(OpenLoad.Outcome step, double goodput) {
    Tally all = step.all();
    points.add(
        new OverloadCurve.Point(step.rate(), goodput, all.refused().count() / step.seconds()));
    out.printf(
        "%9.0f %9.0f %7.1f %7.1f %11.1f %7d%n",
        step.rate(),
        goodput,
        all.good().millis(0.5),
        all.good().millis(P99),
        all.refused().millis(P99),
        all.failed());
  }

  void peak(double best, double rate, double served) {
    peak = served;
    out.printf("best step: %.0f served/s%n", best);
    out.printf("peak: %.0f served/s over a longer time at %.0f offered/s%n", served, rate);
  }

  void unloaded(OpenLoad.Outcome light) {
    out.printf(
        "at a fifth of it: p50 %.1f ms, p99 %.1f ms, %d of %d served%n",
        light.all().good().millis(0.5),
        light.all().good().millis(P99),
        light.all().good().count(),
        light.all().offered());
  }

  void pressed(OpenLoad.Outcome pressed, OpenLoad.Outcome calm) {
    Tally all = pressed.all();
    Tally people = pressed.kinds().getFirst();
    double goodput = all.goodput(0, pressed.seconds());
    points.add(
        new OverloadCurve.Point(
            pressed.rate(), goodput, all.refused().count() / pressed.seconds()));
    Run run =
        new Run(goodput / peak, people.success(), all.refused().millis(P99), calm.all().calmFrom());
    runs.add(run);
    out.printf(
        "run %d: offered %.0f/s, served %.0f/s = %.1f %% of the peak%n",
        runs.size(), pressed.rate(), goodput, 100 * run.goodput());
    out.printf(
        "  refused %d, p50 %.1f ms, p99 %.1f ms; failed %d; recovery %.2f s%n",
        all.refused().count(),
        all.refused().millis(0.5),
        run.refusalMillis(),
        all.failed(),
        run.recovery());
    out.printf(
        "  the client itself came late by p99 %.1f ms, at most %.1f ms%n",
        pressed.late().millis(P99), pressed.late().millis(1));
    out.printf(
        "  people refused in %.0f %% of the quarters of a second%n", 100 * people.troubled());
    String[] names = {"people", "partners", "batch"};
    for (int i = 0; i < names.length; i++) {
      Tally tally = pressed.kinds().get(i);
      out.printf(
          "  %-8s offered %6d, served %6.2f %%, p50 %6.1f ms, p99 %6.1f ms%n",
          names[i],
          tally.offered(),
          100 * tally.success(),
          tally.good().millis(0.5),
          tally.good().millis(P99));
    }
  }

  /// Says what was reached and draws the curve; true when everything was.
  boolean conclude(Path curve) {
    OverloadCurve.draw(curve, points, peak);
    boolean goodput =
        line(
            "goodput of the peak",
            runs.stream().mapToDouble(Run::goodput).min().orElse(0),
            GOODPUT_MIN,
            true);
    boolean people =
        line(
            "people served",
            runs.stream().mapToDouble(Run::people).min().orElse(0),
            PEOPLE_MIN,
            true);
    boolean refusals =
        line(
            "refusals p99, ms",
            runs.stream().mapToDouble(Run::refusalMillis).max().orElse(0),
            REFUSAL_MILLIS_MAX,
            false);
    boolean recovery =
        line(
            "recovery, s",
            runs.stream().mapToDouble(Run::recovery).max().orElse(0),
            RECOVERY_SECONDS_MAX,
            false);
    return goodput && people && refusals && recovery;
  }

  private boolean line(String what, double worst, double bar, boolean atLeast) {
    boolean reached = atLeast ? worst >= bar : worst < bar;
    out.printf(
        "worst of %d runs: %-20s %8.4f (%s %s) %s%n",
        runs.size(), what, worst, atLeast ? ">=" : "<", bar, reached ? "reached" : "MISSED");
    return reached;
  }
}
