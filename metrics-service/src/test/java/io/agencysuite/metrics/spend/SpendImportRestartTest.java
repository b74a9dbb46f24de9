package io.agencysuite.metrics.spend;

import static io.agencysuite.metrics.Agency.euros;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.CommitSpendImportRequest;
import io.agencysuite.metrics.v1.SpendImport;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendImportRestartTest {

  private static final int CAMPAIGNS = 6_000;

  @Test
  void goesOnWithImportThatAnEndingProcessLeftAndCountsNothingTwice(@TempDir Path directory) {
    String text =
        "Day,Campaign name,Amount spent (EUR)\n"
            + IntStream.range(0, CAMPAIGNS)
                .mapToObj(i -> "2026-11-%02d,C%d,1.00\n".formatted(1 + i % 20, i / 20))
                .collect(Collectors.joining());
    SpendImport checked;
    try (MetricsServer first = MetricsServer.start(directory)) {
      Agency agency = new Agency(first, "nordlicht", "nord");
      agency.putClient("Europe/Berlin", "EUR");
      Imports imports = new Imports(agency);
      checked = imports.check(SpendFiles.utf8(text));
      imports.stub.commitSpendImport(
          CommitSpendImportRequest.newBuilder().setName(checked.getName()).build());
    }
    try (MetricsServer second = MetricsServer.start(directory)) {
      Imports imports = new Imports(new Agency(second, "nordlicht", "nord"));

      SpendImport written = imports.commit(checked);

      assertThat(written.getCounts().getCreated()).isEqualTo(CAMPAIGNS);
      assertThat(imports.totals().getAdCost()).isEqualTo(euros(CAMPAIGNS * 100L));
    }
  }
}
