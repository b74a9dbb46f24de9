package io.agencysuite.gateway.upstream;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The services behind the door, by name.
public final class Backends implements AutoCloseable {
  private final Map<String, Backend> byName = new TreeMap<>();
  private final ScheduledExecutorService timer;

  /// @param random how long a second try waits
  /// @param own the services that run in this process, where there are any
  /// @param timer for all that waits; ended with the backends
  public Backends(
      UpstreamSettings settings,
      @Nullable OwnServices own,
      RandomGenerator random,
      ScheduledExecutorService timer) {
    this.timer = timer;
    Looks looks = new Looks(timer);
    settings
        .address()
        .forEach(
            (name, target) -> byName.put(name, Backend.at(name, target, settings, random, looks)));
    if (own != null) {
      byName.put(
          OwnServices.NAME, new Backend(OwnServices.NAME, own.channel(), settings, random, looks));
    }
  }

  /// The service of a route; an unknown one stops the start.
  public Backend named(String name) {
    Backend backend = byName.get(name);
    if (backend == null) {
      throw new IllegalStateException(
          "gateway.upstream.address." + name + ": absent (expected: a gRPC target)");
    }
    return backend;
  }

  public Collection<Backend> all() {
    return byName.values();
  }

  @Override
  public void close() {
    byName.values().forEach(Backend::close);
    timer.shutdownNow();
  }
}
