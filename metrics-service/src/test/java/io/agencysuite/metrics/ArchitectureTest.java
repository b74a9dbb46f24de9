package io.agencysuite.metrics;

import io.agencysuite.kit.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheRulesOfStyle() {
    ArchitectureRules.check("metrics");
  }
}
