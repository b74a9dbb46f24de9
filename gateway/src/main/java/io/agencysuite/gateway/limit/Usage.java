package io.agencysuite.gateway.limit;

import io.agencysuite.kit.identity.Identity;
import java.time.Instant;
import java.time.InstantSource;

/// What an API key has used of its quotas in the current month.
public final class Usage {
  private final Tokens tokens;
  private final Charges charges;
  private final Allowances allowances;
  private final RateSettings settings;
  private final InstantSource clock;

  Usage(
      Tokens tokens,
      Charges charges,
      Allowances allowances,
      RateSettings settings,
      InstantSource clock) {
    this.tokens = tokens;
    this.charges = charges;
    this.allowances = allowances;
    this.settings = settings;
    this.clock = clock;
  }

  /// Figures of one month, UTC. A quota of 0 means that nothing is counted.
  public record Month(
      long calls, long callsQuota, long events, long eventsQuota, Instant endTime) {}

  /// The current month of a key, whose identity has the subject `apiKeys/{id}`. Other doors may
  /// hold a slice of calls that they have not used yet, which counts as used.
  public Month of(Identity key) {
    long own = allowances.of(key).callsPerMonth();
    long calls = own > 0 ? own : settings.callsPerMonth();
    long events = charges.eventsPerMonth(key);
    return new Month(
        calls == 0 ? 0 : tokens.used(Charges.key(key), Policy.monthly("month", calls)),
        calls,
        events == 0 ? 0 : tokens.used(Charges.key(key), Policy.monthly("events", events)),
        events,
        Policy.monthly("month", 1).span(clock.instant()).end());
  }
}
