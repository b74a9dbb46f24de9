package io.agencysuite.planning;

import io.agencysuite.kit.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class PlanningArchitectureTest {

  @Test
  void followsTheRules() {
    ArchitectureRules.check("planning");
  }
}
