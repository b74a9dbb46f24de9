package io.agencysuite.gateway.guard;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much a request may carry, and how slowly it may come. Tomcat's own limits (connections,
/// headers) stand under `server`.
///
/// @param body largest request body, before and after decompression
/// @param bodyOf largest body of single RPCs, by full name such as
///   `agency.crm.v1.ImportService.Run`
/// @param bodyRatio how many times larger than sent a compressed body of 1 MB and more may get
/// @param bodyRate how many bytes a second a body has to bring on the average
/// @param patience after how long that is looked at
/// @param head how long request line and headers may take from their first byte on
/// @param url longest path with query, in characters
@ConfigurationProperties("gateway.limits")
public record LimitSettings(
    @DefaultValue("4MB") DataSize body,
    @DefaultValue Map<String, DataSize> bodyOf,
    @DefaultValue("100") int bodyRatio,
    @DefaultValue("1KB") DataSize bodyRate,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("10s") Duration head,
    @DefaultValue("4096") int url) {

  public LimitSettings {
    bodyOf = Map.copyOf(bodyOf);
    if (head.toMillis() < 1) {
      throw new IllegalArgumentException(
          "gateway.limits.head: " + head + " (expected: 1ms or more)");
    }
  }
}
