package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LinkSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new LinkSettings("http://localhost:8080", 32));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "agency.link.public-url", "https://go.example",
                    "agency.link.assumed-code-length", "20")))
        .isEqualTo(new LinkSettings("https://go.example", 20));
  }

  @Test
  void refusesASlashAtTheEnd() {
    assertThatThrownBy(() -> new LinkSettings("https://go.example/", 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no slash");
  }

  private static LinkSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("agency.link", LinkSettings.class);
  }
}
