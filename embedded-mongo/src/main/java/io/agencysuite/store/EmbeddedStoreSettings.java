package io.agencysuite.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a store needs to start.
 *
 * @param directory holds log, pages and lock; created when absent
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param segmentBytes room reserved for one log segment
 * @param checkpointBytes dirty pages in memory at which pages are written behind the log
 * @param cacheBytes memory for clean pages
 * @param expiryInterval how often TTL indexes are swept
 */
public record EmbeddedStoreSettings(
    Path directory,
    String host,
    int port,
    Credential credential,
    int segmentBytes,
    int checkpointBytes,
    long cacheBytes,
    Duration expiryInterval,
    InstantSource clock,
    Faults faults) {

  private static final int MIB = 1 << 20;

  public EmbeddedStoreSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
    if (segmentBytes < 64 * 1024 || segmentBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "segment_bytes: " + segmentBytes + " (expected: 65536..1073741824)");
    }
    if (checkpointBytes < 64 * 1024 || checkpointBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "checkpoint_bytes: " + checkpointBytes + " (expected: 65536..1073741824)");
    }
    if (cacheBytes < MIB) {
      throw new IllegalArgumentException("cache_bytes: " + cacheBytes + " (expected: >= 1048576)");
    }
    if (expiryInterval.isNegative() || expiryInterval.isZero()) {
      throw new IllegalArgumentException(
          "expiry_interval: " + expiryInterval + " (expected: a positive duration)");
    }
  }

  /** Loopback, a free port, a fresh secret, 16 MiB segments, memory in proportion to the heap. */
  public static EmbeddedStoreSettings of(Path directory) {
    long heap = Runtime.getRuntime().maxMemory();
    return new EmbeddedStoreSettings(
        directory,
        "127.0.0.1",
        0,
        Credential.random(),
        16 * MIB,
        Math.clamp(heap / 32, MIB, 16 * MIB),
        Math.clamp(heap / 8, 4 * MIB, 64 * MIB),
        Duration.ofSeconds(30),
        InstantSource.system(),
        CrashPoint.fromSystemProperty());
  }

  public EmbeddedStoreSettings withAddress(String newHost, int newPort) {
    return new EmbeddedStoreSettings(
        directory,
        newHost,
        newPort,
        credential,
        segmentBytes,
        checkpointBytes,
        cacheBytes,
        expiryInterval,
        clock,
        faults);
  }

  public EmbeddedStoreSettings withCredential(Credential newCredential) {
    return new EmbeddedStoreSettings(
        directory,
        host,
        port,
        newCredential,
        segmentBytes,
        checkpointBytes,
        cacheBytes,
        expiryInterval,
        clock,
        faults);
  }

  public EmbeddedStoreSettings withSizes(
      int newSegmentBytes, int newCheckpointBytes, long newCacheBytes) {
    return new EmbeddedStoreSettings(
        directory,
        host,
        port,
        credential,
        newSegmentBytes,
        newCheckpointBytes,
        newCacheBytes,
        expiryInterval,
        clock,
        faults);
  }

  public EmbeddedStoreSettings withClock(InstantSource newClock, Duration newExpiryInterval) {
    return new EmbeddedStoreSettings(
        directory,
        host,
        port,
        credential,
        segmentBytes,
        checkpointBytes,
        cacheBytes,
        newExpiryInterval,
        newClock,
        faults);
  }

  public EmbeddedStoreSettings withFaults(Faults newFaults) {
    return new EmbeddedStoreSettings(
        directory,
        host,
        port,
        credential,
        segmentBytes,
        checkpointBytes,
        cacheBytes,
        expiryInterval,
        clock,
        newFaults);
  }
}
