package io.agencysuite.gateway.limit;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much may be called.
///
/// @param window the window of rate limits, whole seconds
/// @param people calls of one user in a window
/// @param keys calls of one API key in a window
/// @param addresses anonymous calls from one address in a window
/// @param clients calls about one client of a tenant in a window
/// @param callsPerMonth calls of one API key in a calendar month; 0 for no quota
/// @param eventsPerMonth events of one API key in a calendar month; 0 for no quota
/// @param counted the number field of the answer that counts events, by full name of the RPC
/// @param share the part of what is left that a door leases at once
@ConfigurationProperties("gateway.rates")
public record RateSettings(
    @DefaultValue("60s") Duration window,
    @DefaultValue("3000") long people,
    @DefaultValue("6000") long keys,
    @DefaultValue("1200") long addresses,
    @DefaultValue("12000") long clients,
    @DefaultValue("0") long callsPerMonth,
    @DefaultValue("0") long eventsPerMonth,
    @DefaultValue Map<String, String> counted,
    @DefaultValue("0.1") double share) {

  public RateSettings {
    counted = Map.copyOf(counted);
    if (window.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "gateway.rates.window: " + window + " (expected: 1s or more)");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "gateway.rates.share: " + share + " (expected: above 0, at most 1)");
    }
  }
}
