package io.agencysuite.kit.observe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where operators read metrics.
///
/// @param host address to listen on
/// @param port port of `GET /metrics` in Prometheus format; 0 switches it off
@ConfigurationProperties("agency.management")
public record ManagementSettings(
    @DefaultValue("127.0.0.1") String host, @DefaultValue("0") int port) {}
