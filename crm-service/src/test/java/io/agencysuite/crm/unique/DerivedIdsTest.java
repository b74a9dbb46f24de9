package io.agencysuite.crm.unique;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.time.Ids;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DerivedIdsTest {

  @Test
  void givesTheSameIdToTheSameThingAndAnotherToAnother() {
    String whole = Ids.secure(InstantSource.system()).next();

    assertThat(DerivedIds.ofExternal("shop/1"))
        .isEqualTo(DerivedIds.ofExternal("shop/1"))
        .isNotEqualTo(DerivedIds.ofExternal("shop/2"))
        .matches("x[0-9a-z]{25}");
    assertThat(DerivedIds.ofPart(whole, "line 2"))
        .isEqualTo(DerivedIds.ofPart(whole, "line 2"))
        .isNotEqualTo(DerivedIds.ofPart(whole, "line 3"))
        .startsWith(whole.substring(0, 10))
        .hasSize(26);
  }
}
