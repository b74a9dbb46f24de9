package io.agencysuite.bench;

import io.agencysuite.bench.ingest.IngestContest;
import io.agencysuite.bench.process.Scratch;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Durable ingest, exactly once per event id: the metrics service by gRPC stream, and by REST
 * through the gateway, beside `insertMany` of one document per event and batched inserts into
 * PostgreSQL. `-Dbench.rounds=`, `-Dbench.events=`, `-Dbench.warm-up=` (seconds a way),
 * `-Dbench.writers=`, `-Dbench.sides=METRICS,REST,DOCUMENTS,SQL`, `-Dseed=`; `-Dbench.soak=5000000`
 * goes on with the first way and prints its memory.
 */
public final class IngestBench {
  private static final Path EVIDENCE = Path.of("docs", "evidence", "ingest-bench.md");

  private IngestBench() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    try (Scratch scratch = Scratch.of("ingest-bench")) {
      String report = new IngestContest(scratch.folder(), out::println).run();
      out.println(report);
      if (Boolean.parseBoolean(System.getProperty("bench.keep", "true"))) {
        Files.writeString(EVIDENCE, report, StandardCharsets.UTF_8);
      }
    }
  }
}
