package io.agencysuite.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The services behind the door.
///
/// @param address gRPC target by the host of `grpc://` routes, such as `127.0.0.1:9101` or
///   `dns:///crm:9101`
/// @param deadline how long a call may take when the caller says nothing
/// @param deadlineMax the most that a caller's `Request-Timeout` gets
/// @param streamDeadline how long a server stream may run
/// @param heartbeat how often an idle event stream shows that it lives
/// @param answerMax the largest message that a service may send
@ConfigurationProperties("gateway.upstream")
public record UpstreamSettings(
    @DefaultValue Map<String, String> address,
    @DefaultValue("10s") Duration deadline,
    @DefaultValue("60s") Duration deadlineMax,
    @DefaultValue("1h") Duration streamDeadline,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("16MB") DataSize answerMax) {

  public UpstreamSettings {
    address = Map.copyOf(address);
  }
}
