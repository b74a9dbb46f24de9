package io.agencysuite.kit.grpc;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The services that this one calls.
///
/// @param address gRPC target by service name, for example `metrics: 127.0.0.1:9103` or
///   `dns:///metrics:9103`
/// @param deadline how long a call may take unless the caller's own deadline ends earlier
@ConfigurationProperties("agency.upstream")
public record UpstreamSettings(
    @DefaultValue Map<String, String> address, @DefaultValue("5s") Duration deadline) {

  public UpstreamSettings {
    address = Map.copyOf(address);
  }
}
