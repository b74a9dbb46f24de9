package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SessionSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new SessionSettings(
                Duration.ofMinutes(15),
                Duration.ofHours(12),
                Duration.ofSeconds(30),
                Path.of("data/keys/operator.token"),
                10,
                50,
                100,
                5,
                Duration.ofMinutes(15)));
  }

  @Test
  void readsEveryName() {
    assertThat(
            bind(
                Map.of(
                    "gateway.session.lifetime", "1m",
                    "gateway.session.longest", "8h",
                    "gateway.session.grants-for", "2s",
                    "gateway.session.operator-token-file", "token",
                    "gateway.session.failures-per-account-and-address", "3",
                    "gateway.session.failures-per-account", "4",
                    "gateway.session.failures-per-address", "5",
                    "gateway.session.failures-per-code", "7",
                    "gateway.session.window", "6m")))
        .isEqualTo(
            new SessionSettings(
                Duration.ofMinutes(1),
                Duration.ofHours(8),
                Duration.ofSeconds(2),
                Path.of("token"),
                3,
                4,
                5,
                7,
                Duration.ofMinutes(6)));
  }

  private static SessionSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("gateway.session", SessionSettings.class);
  }
}
