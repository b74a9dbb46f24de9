package io.agencysuite.metrics.ingest;

import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  @TempDir private Path directory;

  @Test
  void dropsEventsThatWereCountedBeforeTheRestart() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      events.add(visit("e" + i, "2026-11-10T10:00:00Z", "blog", "v" + i % 700).build());
    }
    try (MetricsServer server = MetricsServer.start(directory)) {
      Agency agency = new Agency(server, "nordlicht", "brauhaus");
      agency.putClient("Europe/Berlin", "EUR");
      agency.ingest(events.subList(0, 2_000));
      agency.report("2026-11-10", "2026-11-10");
    }
    try (MetricsServer server = MetricsServer.start(directory)) {
      Agency agency = new Agency(server, "nordlicht", "brauhaus");
      agency.ingest(events);

      var report = agency.report("2026-11-10", "2026-11-10");
      assertThat(report.getFreshness().getComplete()).isTrue();
      assertThat(report.getTotals().getVisits()).isEqualTo(3_000);
      assertThat(report.getTotals().getUniqueVisitors()).isEqualTo(700);
      assertThat(agency.rawRecords().stream().filter(record -> record.hasEvent())).hasSize(3_000);
    }
  }
}
