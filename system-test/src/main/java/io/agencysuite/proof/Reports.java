package io.agencysuite.proof;

import io.agencysuite.rest.Rest;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks for reports. States travel between services, so a report may need a moment to show them.
public final class Reports {

  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Reports() {}

  /// @param settled says by the totals whether everything has arrived; after a minute the report is
  ///   answered as it is
  public static JsonNode settled(
      Rest caller, String client, ObjectNode query, Predicate<JsonNode> settled) {
    ObjectNode waiting = query.deepCopy().put("waitForApplied", true);
    long end = System.nanoTime() + SETTLED.toNanos();
    JsonNode report = query(caller, client, waiting);
    while (!settled.test(report.path("totals")) && System.nanoTime() < end) {
      pause();
      report = query(caller, client, waiting);
    }
    return report;
  }

  public static JsonNode query(Rest caller, String client, ObjectNode query) {
    return caller.post("/v1/clients/" + client + "/reports:query", query).json();
  }

  public static String euros(long cents) {
    return "%s%d.%02d"
        .formatted(cents < 0 ? "-" : "", Math.abs(cents) / 100, Math.abs(cents) % 100);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a report", e);
    }
  }
}
