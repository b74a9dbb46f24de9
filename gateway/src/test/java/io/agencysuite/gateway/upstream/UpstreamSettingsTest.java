package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class UpstreamSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new UpstreamSettings(
                Map.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Duration.ofSeconds(15),
                DataSize.ofMegabytes(16)));
  }

  @Test
  void readsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "gateway.upstream.address.crm", "dns:///crm:9101",
                    "gateway.upstream.deadline", "1s",
                    "gateway.upstream.deadline-max", "2s",
                    "gateway.upstream.stream-deadline", "3s",
                    "gateway.upstream.heartbeat", "4s",
                    "gateway.upstream.answer-max", "5MB")))
        .isEqualTo(
            new UpstreamSettings(
                Map.of("crm", "dns:///crm:9101"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                DataSize.ofMegabytes(5)));
  }

  private static UpstreamSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("gateway.upstream", UpstreamSettings.class);
  }
}
