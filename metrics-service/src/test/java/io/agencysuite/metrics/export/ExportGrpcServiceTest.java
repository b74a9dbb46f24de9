package io.agencysuite.metrics.export;

import static io.agencysuite.metrics.Agency.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.RandomClient;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// A simulated quarter of a client, in random order, with repetitions, late visits, corrections,
/// deletions and changed rates; the report has to equal an independent recount of the raw records.
class ExportGrpcServiceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int STEPS = 400;

  private final Agency agency = Agency.inBerlin();

  @Test
  void handsOutWhatReportsAreMadeOf() {
    RandomClient client = new RandomClient(agency, Seed.random("quarter of a client"));
    for (int step = 0; step < STEPS; step++) {
      client.step(agency);
    }

    var report =
        agency.report(
            query("2026-08-01", "2026-12-31")
                .setGranularity(Granularity.DAY)
                .addGroupBy(Dimension.CHANNEL)
                .setPageSize(10_000));

    assertThat(report.getFreshness().getComplete()).isTrue();
    assertThat(Recount.shown(report)).isEqualTo(new Recount(BERLIN, agency.rawRecords()).figures());
  }

  @Test
  void answersForeignClientLikeMissingOne() {
    Agency stranger = new Agency(MetricsServer.shared(), "suedwind", agency.client);

    assertThatThrownBy(stranger::rawRecords).hasMessageContaining("NOT_FOUND");
  }
}
