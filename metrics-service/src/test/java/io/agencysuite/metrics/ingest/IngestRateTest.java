package io.agencysuite.metrics.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.QueryReportResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Measures, when asked by `-Drate=EVENTS`: events per second from the first request until the
/// report shows them all, in batches of 1,000 by four senders.
@EnabledIfSystemProperty(named = "rate", matches = "[0-9]+")
class IngestRateTest {

  private static final int BATCH = 1_000;
  private static final int SENDERS = 4;

  @Test
  void countsEveryEventAtTheAppliedWatermark() throws InterruptedException {
    int events = Integer.getInteger("rate");
    Agency agency = Agency.inBerlin();
    send(agency, 20_000, "warm");
    agency.report("2026-11-01", "2026-11-30");
    long start = System.nanoTime();
    send(agency, events, "run");
    Duration acknowledged = Duration.ofNanos(System.nanoTime() - start);
    QueryReportResponse report = agency.report("2026-11-01", "2026-11-30");
    while (!report.getFreshness().getComplete()) {
      report = agency.report("2026-11-01", "2026-11-30");
    }
    Duration applied = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%,d events: acknowledged at %,d/s, applied at %,d/s, heap %,d MB%n",
        events,
        events * 1_000L / acknowledged.toMillis(),
        events * 1_000L / applied.toMillis(),
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    assertThat(report.getTotals().getVisits()).isEqualTo(events + 20_000L);
    for (int i = 0; i < 20; i++) {
      long asked = System.nanoTime();
      agency.report(
          Agency.query("2026-09-01", "2026-11-30")
              .addGroupBy(io.agencysuite.metrics.v1.QueryReportRequest.Dimension.CHANNEL)
              .setGranularity(io.agencysuite.metrics.v1.QueryReportRequest.Granularity.DAY));
      System.out.printf("report %,d us%n", (System.nanoTime() - asked) / 1_000);
    }
  }

  private static void send(Agency agency, int events, String run) throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int first = sender;
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int from = first * BATCH; from < events; from += SENDERS * BATCH) {
                  agency.ingest(batch(run, from));
                }
              }));
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private static List<Event> batch(String run, int from) {
    List<Event> batch = new ArrayList<>(BATCH);
    Instant base = Instant.parse("2026-11-01T00:00:00Z");
    for (int i = from; i < from + BATCH; i++) {
      String time = base.plusSeconds(i % 1_800_000).toString();
      String visitor = "visitor-" + (i * 7919L) % 20_000;
      batch.add(
          Agency.visit(run + "-" + i, time, "channel-" + i % 10, visitor)
              .setCampaign("campaign-" + i % 3)
              .setPost("post-" + i % 30)
              .setUrl("https://shop.example/page/" + i % 500)
              .setSessionId("session-" + i)
              .build());
    }
    return batch;
  }
}
