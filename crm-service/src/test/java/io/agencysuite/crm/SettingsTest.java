package io.agencysuite.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.client.ClientSettings;
import io.agencysuite.crm.imports.ImportSettings;
import io.agencysuite.crm.user.PasswordSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Pins every default and every property name.
class SettingsTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of(), "agency.crm.client", ClientSettings.class))
        .isEqualTo(new ClientSettings(Duration.ofSeconds(2)));
    assertThat(bind(Map.of(), "agency.crm.password", PasswordSettings.class))
        .isEqualTo(new PasswordSettings(19_456, 2, 4));
    assertThat(bind(Map.of(), "agency.crm.imports", ImportSettings.class))
        .isEqualTo(new ImportSettings(500, Duration.ofSeconds(1)));
  }

  @Test
  void readsEveryProperty() {
    Map<String, String> properties =
        Map.of(
            "agency.crm.client.delivery-patience", "5s",
            "agency.crm.password.memory-kib", "64",
            "agency.crm.password.iterations", "3",
            "agency.crm.password.concurrent", "1",
            "agency.crm.imports.slice-rows", "7",
            "agency.crm.imports.interval", "9s");

    assertThat(bind(properties, "agency.crm.client", ClientSettings.class))
        .isEqualTo(new ClientSettings(Duration.ofSeconds(5)));
    assertThat(bind(properties, "agency.crm.password", PasswordSettings.class))
        .isEqualTo(new PasswordSettings(64, 3, 1));
    assertThat(bind(properties, "agency.crm.imports", ImportSettings.class))
        .isEqualTo(new ImportSettings(7, Duration.ofSeconds(9)));
  }

  private static <T> T bind(Map<String, String> properties, String prefix, Class<T> type) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }
}
