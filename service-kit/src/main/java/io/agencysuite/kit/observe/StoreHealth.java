package io.agencysuite.kit.observe;

import io.agencysuite.kit.mongo.StoreConnection;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the gRPC health service true: `liveness` says that the process runs, the overall service
/// (the empty name) says that it can work, which needs the store.
public final class StoreHealth implements AutoCloseable {

  /// The health service name that a liveness probe asks for.
  public static final String LIVENESS = "liveness";

  private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final StoreConnection store;
  private final HealthStatusManager health;
  private final Thread thread;
  private volatile boolean serving = true;

  public StoreHealth(StoreConnection store, HealthStatusManager health) {
    this.store = store;
    this.health = health;
    health.setStatus(LIVENESS, ServingStatus.SERVING);
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    this.thread = Thread.ofVirtual().name("store-health").start(this::watch);
  }

  @Override
  public void close() {
    health.enterTerminalState();
    thread.interrupt();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        update(answers());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      store.ping();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void update(boolean answers) {
    if (answers != serving) {
      serving = answers;
      LOG.warn("the store {}", answers ? "answers again" : "does not answer");
      health.setStatus(
          HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
          answers ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    }
  }
}
