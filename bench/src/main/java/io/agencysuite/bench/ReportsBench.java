package io.agencysuite.bench;

import io.agencysuite.bench.ingest.ReportContest;
import io.agencysuite.bench.process.Scratch;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a report over 90 days by channel and day takes at 1,000,000 and at ten times as many
 * events of one client. `-Dbench.events=`, `-Dbench.times=`, `-Dbench.queries=`, `-Dseed=`.
 */
public final class ReportsBench {
  private static final Path EVIDENCE = Path.of("docs", "evidence", "reports-bench.md");

  private ReportsBench() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    try (Scratch scratch = Scratch.of("reports-bench")) {
      String report = new ReportContest(scratch.folder(), out::println).run();
      out.println(report);
      if (Boolean.parseBoolean(System.getProperty("bench.keep", "true"))) {
        Files.writeString(EVIDENCE, report, StandardCharsets.UTF_8);
      }
    }
  }
}
