package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.negative.NegativeCampaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The short form of `./agency proof negative`.
@ExtendWith(SuiteExtension.class)
class NegativeTest {

  private static final int REQUESTS = 5_000;

  @Test
  void answersEveryWrongRequestWithProblem(Suite suite) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);

    NegativeCampaign.Result result =
        new NegativeCampaign(Agency.create(suite, "negative")).run(seed, REQUESTS);

    System.out.println("by status: " + result.statuses());
    assertThat(result.findings()).as("seed " + seed).isEmpty();
    assertThat(result.statuses().getOrDefault(400, 0L)).isGreaterThan(REQUESTS / 3L);
  }
}
