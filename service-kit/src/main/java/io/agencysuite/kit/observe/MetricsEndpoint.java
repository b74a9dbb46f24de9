package io.agencysuite.kit.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Serves the meters of this process at `GET /metrics` for Prometheus.
public final class MetricsEndpoint implements AutoCloseable {

  private final PrometheusMeterRegistry meters;
  private final @Nullable HttpServer server;

  public MetricsEndpoint(ManagementSettings settings, PrometheusMeterRegistry meters) {
    this.meters = meters;
    this.server = settings.port() == 0 ? null : start(settings);
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  private HttpServer start(ManagementSettings settings) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 16);
      http.createContext("/metrics", this::answer);
      http.start();
      return http;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "agency.management.port: " + settings.port() + " cannot be listened on", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = meters.scrape().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
