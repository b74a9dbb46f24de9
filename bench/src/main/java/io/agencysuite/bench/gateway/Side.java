package io.agencysuite.bench.gateway;

import io.agencysuite.bench.process.PeerProcess;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways that are compared.
 *
 * @param door the process in front; null when the service is called directly
 * @param service the process behind it
 * @param token the caller's access token; empty where none is asked
 */
record Side(Name name, @Nullable PeerProcess door, PeerProcess service, String token) {

  enum Name {
    GATEWAY("this gateway"),
    WEBMVC("SCG WebMVC, HTTP proxy"),
    WEBFLUX("SCG WebFlux, HTTP proxy"),
    ARMERIA("Armeria's transcoder"),
    DIRECT("gRPC directly");

    private final String shown;

    Name(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }

  /** What one run measured. */
  record Run(
      double perSecond,
      double p50,
      double p99,
      double doorMicros,
      double serviceMicros,
      double loadMicros,
      double doorBytes) {}
}
