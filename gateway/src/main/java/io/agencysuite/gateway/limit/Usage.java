package io.agencysuite.gateway.limit;

import io.agencysuite.kit.identity.Identity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What API keys have used of their quotas in the current month.
public final class Usage {
  private static final Policy CALLS = Policy.monthly(Policy.CALLS_OF_MONTH, 1);
  private static final Policy EVENTS = Policy.monthly(Policy.EVENTS_OF_MONTH, 1);

  private final Tokens tokens;
  private final Charges charges;
  private final InstantSource clock;

  Usage(Tokens tokens, Charges charges, InstantSource clock) {
    this.tokens = tokens;
    this.charges = charges;
    this.clock = clock;
  }

  /// Figures of one month, UTC. A quota of 0 means that nothing is counted.
  public record Month(
      long calls, long callsQuota, long events, long eventsQuota, Instant endTime) {}

  /// The current month of these keys, whose identities have subjects `apiKeys/{id}`. Other doors
  /// may hold a slice of calls that they have not used yet, which counts as used.
  ///
  /// @param keys with what was agreed with each
  public Map<Identity, Month> of(Map<Identity, Allowance> keys) {
    List<String> counters = keys.keySet().stream().map(Charges::key).toList();
    Map<String, Long> calls = tokens.used(counters, CALLS);
    Map<String, Long> events = tokens.used(counters, EVENTS);
    Instant end = CALLS.span(clock.instant()).end();
    Map<Identity, Month> months = LinkedHashMap.newLinkedHashMap(keys.size());
    keys.forEach((key, agreed) -> {
      String counter = Charges.key(key);
      months.put(
          key,
          new Month(
              calls.getOrDefault(counter, 0L),
              charges.callsPerMonth(agreed),
              events.getOrDefault(counter, 0L),
              charges.eventsPerMonth(agreed),
              end));
    });
    return months;
  }
}
