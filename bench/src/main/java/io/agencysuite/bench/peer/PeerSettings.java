package io.agencysuite.bench.peer;

import io.agencysuite.kit.identity.IdentitySettings;
import java.nio.file.Path;
import java.time.Duration;

/** What the harness tells every process: its port, who is behind it, where the keys are. */
record PeerSettings(String name, int port, int backend, Path keys) {

  static PeerSettings read() {
    return new PeerSettings(
        System.getProperty("bench.name", "peer"),
        Integer.getInteger("bench.port", 0),
        Integer.getInteger("bench.backend", 0),
        Path.of(System.getProperty("bench.keys", "keys")));
  }

  IdentitySettings identity() {
    return new IdentitySettings(name, keys, Duration.ofSeconds(60));
  }

  String backendUrl() {
    return "http://127.0.0.1:" + backend;
  }
}
