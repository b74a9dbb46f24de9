package io.agencysuite.gateway.guard;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much a request may carry.
///
/// @param body largest request body
/// @param bodyOf largest body of single RPCs, by full name such as
///   `agency.crm.v1.ImportService.Run`
@ConfigurationProperties("gateway.limits")
public record LimitSettings(
    @DefaultValue("4MB") DataSize body, @DefaultValue Map<String, DataSize> bodyOf) {

  public LimitSettings {
    bodyOf = Map.copyOf(bodyOf);
  }
}
