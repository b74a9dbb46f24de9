package io.agencysuite.proof;

import io.agencysuite.negative.NegativeCampaign;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/// Requests that are wrong on purpose, against the whole suite: none is answered 5xx, none hangs,
/// every failure is a problem document.
public final class Negative {

  static final String USAGE = "usage: proof negative [--requests N] [--seed N]";

  private Negative() {}

  public static void main(String[] args) throws IOException {
    Arguments arguments;
    int requests;
    long seed;
    try {
      arguments = Arguments.parse(args, List.of("requests", "seed"));
      requests = Integer.parseInt(arguments.option("requests", "50000"));
      seed = Long.parseLong(arguments.option("seed", "20261123"));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean clean;
    try (Suite suite =
        Suite.start(Files.createTempDirectory("agency-proof"), Suite.Layout.SINGLE)) {
      clean = prove(suite, seed, requests, Evidence.kept(kept));
    }
    Evidence.write(
        Evidence.page("negative"),
        "Requests that are wrong on purpose",
        "./agency proof negative --requests %d --seed %d".formatted(requests, seed),
        "the four processes, loopback",
        kept.toString(StandardCharsets.UTF_8),
        "Made from `/openapi.json`, one fault a request; the same seed sends the same again.");
    System.exit(clean ? 0 : 1);
  }

  private static boolean prove(Suite suite, long seed, int requests, PrintStream out) {
    long start = System.nanoTime();
    NegativeCampaign.Result result =
        new NegativeCampaign(Agency.create(suite, "negative")).run(seed, requests);
    out.printf(
        "seed %d, %d requests in %.0f s%n", seed, requests, (System.nanoTime() - start) / 1e9);
    out.printf("%d operations%n", result.operations().size());
    out.println("by fault:  " + result.faults());
    out.println("by status: " + result.statuses());
    result.findings().forEach(out::println);
    out.println(
        result.findings().isEmpty()
            ? "No answer was 5xx, none hung, every failure was a valid problem document."
            : result.findings().size() + " FINDINGS.");
    return result.findings().isEmpty();
  }
}
