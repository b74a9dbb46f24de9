package io.agencysuite.metrics.funnel;

import static io.agencysuite.metrics.funnel.Funnels.page;
import static io.agencysuite.metrics.funnel.Funnels.request;
import static io.agencysuite.metrics.funnel.Funnels.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.FunnelServiceGrpc;
import io.agencysuite.metrics.v1.FunnelStep.Kind;
import io.agencysuite.metrics.v1.QueryFunnelResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelRestartTest {

  @TempDir private Path directory;

  /// So many small segments that runs are merged, pages before and after the restart, events twice.
  @Test
  void goesOnWhereItWasBeforeTheRestart() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(page("a" + i, "2026-11-10T10:00:00Z", "/from" + i % 3, "v" + i));
      events.add(page("b" + i, "2026-11-10T10:01:00Z", "/to" + i % 3, "v" + i));
    }
    try (MetricsServer server = MetricsServer.start(directory)) {
      Agency agency = new Agency(server, "nordlicht", "brauhaus");
      agency.putClient("Europe/Berlin", "EUR");
      for (int i = 0; i < 60; i += 3) {
        agency.ingest(events.subList(i, i + 3));
      }
      assertThat(Funnels.counts(ask(server, "/from0", "/to0"))).containsExactly(10L, 10L);
    }
    try (MetricsServer server = MetricsServer.start(directory)) {
      Agency agency = new Agency(server, "nordlicht", "brauhaus");
      agency.ingest(events);

      assertThat(Funnels.counts(ask(server, "/from0", "/to0"))).containsExactly(20L, 20L);
      assertThat(Funnels.counts(ask(server, "/from2", "/to2"))).containsExactly(20L, 20L);
      assertThat(ask(server, "/from2", "/to2").getReadCount()).isEqualTo(120);
    }
  }

  private static QueryFunnelResponse ask(MetricsServer server, String from, String to) {
    return FunnelServiceGrpc.newBlockingStub(server.as("nordlicht", Role.ANALYST))
        .queryFunnel(
            request(
                    "2026-11-10",
                    "2026-11-10",
                    step(Kind.PAGE_VIEW).setPath(from),
                    step(Kind.PAGE_VIEW).setPath(to))
                .setParent("clients/brauhaus")
                .setWaitForApplied(true)
                .build());
  }
}
