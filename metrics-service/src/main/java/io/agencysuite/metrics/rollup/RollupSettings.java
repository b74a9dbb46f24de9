package io.agencysuite.metrics.rollup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How finely is counted.
///
/// @param tuples most combinations of channel, campaign and post a client that are kept apart; the
///   rest is counted as other
@ConfigurationProperties("agency.rollup")
public record RollupSettings(@DefaultValue("2000") int tuples) {

  public RollupSettings {
    if (tuples < 1 || tuples > 100_000) {
      throw new IllegalArgumentException(
          "agency.rollup.tuples: " + tuples + " (expected: 1..100000)");
    }
  }
}
