package io.agencysuite.bench;

import io.agencysuite.bench.gateway.Contest;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The gateway's unary call beside Spring Cloud Gateway's HTTP proxies, Armeria's transcoder and
 * gRPC itself: real processes, one of them under load at a time, rounds in shuffled order.
 * `-Dbench.rounds=`, `-Dbench.seconds=`, `-Dbench.warm-up=`, `-Dseed=`,
 * `-Dbench.only=GET,POST,LIST`.
 */
public final class GatewayBench {
  private static final Path EVIDENCE = Path.of("docs", "evidence", "gateway-bench.md");

  private GatewayBench() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    Path folder = Files.createDirectories(Path.of(".agency", "gateway-bench").toAbsolutePath());
    String report = new Contest(folder, out::println).run();
    out.println(report);
    if (Boolean.parseBoolean(System.getProperty("bench.keep", "true"))) {
      Files.writeString(EVIDENCE, report, StandardCharsets.UTF_8);
    }
  }
}
