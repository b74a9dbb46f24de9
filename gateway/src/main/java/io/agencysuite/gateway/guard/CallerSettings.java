package io.agencysuite.gateway.guard;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whom the door believes about the caller's address.
///
/// @param trustedProxies addresses whose `X-Forwarded-For` counts; nobody's by default
@ConfigurationProperties("gateway.caller")
public record CallerSettings(@DefaultValue List<String> trustedProxies) {

  public CallerSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
