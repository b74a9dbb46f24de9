package io.agencysuite.crm;

import io.agencysuite.kit.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void holdsTheRulesOfTheHouse() {
    ArchitectureRules.check("crm");
  }
}
