package io.agencysuite.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GuardSettingsTest {

  @Test
  void limitsHaveDefaultsAndNames() {
    assertThat(bind(LimitSettings.class, "gateway.limits", Map.of()))
        .isEqualTo(new LimitSettings(DataSize.ofMegabytes(4), Map.of()));
    assertThat(
            bind(
                LimitSettings.class,
                "gateway.limits",
                Map.of("gateway.limits.body", "1KB", "gateway.limits.body-of[a.B.C]", "2MB")))
        .isEqualTo(
            new LimitSettings(DataSize.ofKilobytes(1), Map.of("a.B.C", DataSize.ofMegabytes(2))));
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
