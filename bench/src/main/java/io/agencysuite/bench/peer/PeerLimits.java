package io.agencysuite.bench.peer;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.caffeine.Bucket4jCaffeine;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import java.time.Duration;

/**
 * The rate limit of the peers: every call counts against one of its caller that is not reached, by
 * the filter that Spring Cloud Gateway brings for it, kept in the process.
 */
final class PeerLimits {
  static final long UNREACHED = 100_000_000;
  static final Duration PERIOD = Duration.ofMinutes(1);

  private static final int CALLERS_MAX = 10_000;

  private PeerLimits() {}

  static AsyncProxyManager<String> buckets() {
    return Bucket4jCaffeine.<String>builderFor(Caffeine.newBuilder().maximumSize(CALLERS_MAX))
        .build()
        .asAsync();
  }
}
