package io.agencysuite.crm.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How imports are worked off.
///
/// @param sliceRows rows that are written together, 1..1,000
/// @param interval how often another process's imports are looked for
@ConfigurationProperties("agency.crm.imports")
public record ImportSettings(
    @DefaultValue("500") int sliceRows, @DefaultValue("1s") Duration interval) {

  public ImportSettings {
    if (sliceRows < 1 || sliceRows > 1_000) {
      throw new IllegalArgumentException(
          "agency.crm.imports.slice-rows: " + sliceRows + " (expected: 1..1000)");
    }
  }
}
