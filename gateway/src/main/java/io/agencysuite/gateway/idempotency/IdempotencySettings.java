package io.agencysuite.gateway.idempotency;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How answers are kept by `Idempotency-Key`.
///
/// @param keptFor from the first use of a key
/// @param answerMax the largest body that is kept, compressed; the request of a larger one is sent
///   to the service again
/// @param except full names of RPCs whose callers have a way of their own
@ConfigurationProperties("gateway.idempotency")
public record IdempotencySettings(
    @DefaultValue("24h") Duration keptFor,
    @DefaultValue("1MB") DataSize answerMax,
    @DefaultValue Set<String> except) {

  public IdempotencySettings {
    except = Set.copyOf(except);
  }
}
