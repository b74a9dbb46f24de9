package io.agencysuite.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GuardSettingsTest {

  @Test
  void limitsHaveDefaultsAndNames() {
    assertThat(bind(LimitSettings.class, "gateway.limits", Map.of()))
        .isEqualTo(
            new LimitSettings(
                DataSize.ofMegabytes(4),
                Map.of(),
                100,
                DataSize.ofKilobytes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                4096));
    LimitSettings own =
        bind(
            LimitSettings.class,
            "gateway.limits",
            Map.of("gateway.limits.body", "1KB", "gateway.limits.body-of[a.B.C]", "2MB"));
    assertThat(own.body()).isEqualTo(DataSize.ofKilobytes(1));
    assertThat(own.bodyOf()).isEqualTo(Map.of("a.B.C", DataSize.ofMegabytes(2)));
  }

  @Test
  void takesWholeOriginsOnly() {
    assertThat(bind(CorsSettings.class, "gateway.cors", Map.of()).origins()).isEmpty();
    assertThatThrownBy(() -> new CorsSettings(Set.of("*"))).hasMessageContaining("expected");
    assertThatThrownBy(() -> new CorsSettings(Set.of("https://a.example/")))
        .hasMessageContaining("expected");
  }

  @Test
  void admissionHasDefaultsAndRefusesNonsense() {
    assertThat(bind(AdmissionSettings.class, "gateway.admission", Map.of()))
        .isEqualTo(new AdmissionSettings(32, 16, 256, 2.0, Duration.ofMillis(20), 1000, Set.of()));
    assertThatThrownBy(
            () -> new AdmissionSettings(2, 4, 256, 2.0, Duration.ofMillis(5), 1000, Set.of()))
        .hasMessageContaining("least 4, start 2");
  }

  @Test
  void trustsNoProxyByDefault() {
    assertThat(bind(CallerSettings.class, "gateway.caller", Map.of()).trustedProxies()).isEmpty();
    assertThat(
            bind(
                CallerSettings.class,
                "gateway.caller",
                Map.of("gateway.caller.trusted-proxies", "10.0.0.1,10.0.0.2")))
        .isEqualTo(new CallerSettings(List.of("10.0.0.1", "10.0.0.2")));
  }

  private static <T> T bind(Class<T> type, String prefix, Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }
}
