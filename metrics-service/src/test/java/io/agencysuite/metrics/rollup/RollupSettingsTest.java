package io.agencysuite.metrics.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RollupSettingsTest {

  @Test
  void hasDefaultAndName() {
    assertThat(bind(Map.of())).isEqualTo(new RollupSettings(2_000));
    assertThat(bind(Map.of("agency.rollup.tuples", "7"))).isEqualTo(new RollupSettings(7));
  }

  @Test
  void refusesNoTuples() {
    assertThatThrownBy(() -> new RollupSettings(0)).hasMessageContaining("expected: 1..100000");
  }

  private static RollupSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("agency.rollup", RollupSettings.class);
  }
}
