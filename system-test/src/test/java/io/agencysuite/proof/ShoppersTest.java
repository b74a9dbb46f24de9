package io.agencysuite.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agencysuite.proof.Shoppers.Counts;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Rooms;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SuiteExtension.class)
class ShoppersTest {

  @Test
  void reportsTheSessionsOfARealShopExactly(Suite suite) {
    Optional<Path> file = Rooms.shared("events/online_shoppers.csv");
    if (file.isEmpty()) {
      System.out.println("SKIPPED: ../shared/data/events/online_shoppers.csv is not here");
    }
    assumeTrue(file.isPresent(), "../shared/data/events/online_shoppers.csv is not here");
    var sessions = ShopSession.read(file.orElseThrow());
    Map<String, Counts> truth = Shoppers.truth(sessions);
    assertThat(Shoppers.total(truth)).isEqualTo(new Counts(12_330, 1_908, 19_080_000));
    assertThat(truth)
        .containsEntry("traffic-1", new Counts(2_451, 262, 2_620_000))
        .containsEntry("traffic-2", new Counts(3_913, 847, 8_470_000))
        .containsEntry("traffic-3", new Counts(2_052, 180, 1_800_000))
        .containsEntry("traffic-4", new Counts(1_069, 165, 1_650_000));

    Agency agency = Agency.create(suite, "shoppers");

    assertThat(new Shoppers(agency.owner(), "shop").prove(file.orElseThrow(), System.out)).isTrue();
  }
}
