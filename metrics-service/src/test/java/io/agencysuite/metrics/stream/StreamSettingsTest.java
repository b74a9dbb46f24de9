package io.agencysuite.metrics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StreamSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new StreamSettings(
                10_000, 4_194_304, 30_000, 2_000, Duration.ofSeconds(1), 8_000_000, 134_217_728));
  }

  @Test
  void hasNames() {
    assertThat(
            bind(
                Map.of(
                    "agency.stream.segment-entries", "5",
                    "agency.stream.segment-bytes", "2000",
                    "agency.stream.bite-entries", "9",
                    "agency.stream.behind-limit", "6",
                    "agency.stream.poll", "2s",
                    "agency.stream.plan-part-bytes", "70",
                    "agency.stream.memory-bytes", "70000")))
        .isEqualTo(new StreamSettings(5, 2_000, 9, 6, Duration.ofSeconds(2), 70, 70_000));
  }

  @Test
  void refusesPlanPartsThatNoDocumentHolds() {
    assertThatThrownBy(() -> bind(Map.of("agency.stream.plan-part-bytes", "16000000")))
        .rootCause()
        .hasMessageContaining("agency.stream.plan-part-bytes: 16000000 (expected: 64..14000000)");
  }

  private static StreamSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("agency.stream", StreamSettings.class);
  }
}
