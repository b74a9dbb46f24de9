package io.agencysuite.gateway.apikey;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// API keys.
///
/// @param remembered how long a key is remembered, which is how long one that another door revoked
///   may still work; at most 30 seconds
@ConfigurationProperties("gateway.api-keys")
public record ApiKeySettings(@DefaultValue("10s") Duration remembered) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  public ApiKeySettings {
    if (remembered.isNegative() || remembered.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "gateway.api-keys.remembered: " + remembered + " (expected: 0s..30s)");
    }
  }
}
