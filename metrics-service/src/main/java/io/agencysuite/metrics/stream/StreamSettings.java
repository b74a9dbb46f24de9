package io.agencysuite.metrics.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How streams are written and applied.
///
/// @param segmentEntries most entries of a segment, 1..50000
/// @param segmentBytes a segment is closed when its payloads reach this size, 1024..12000000
/// @param biteEntries most entries of the segments that are applied together when the worker is
///   behind, 1..500000; a larger segment is applied alone
/// @param behindLimit unapplied segments of a stream at which further entries are refused
/// @param poll how often every stream is looked at for segments of other instances
/// @param planPartBytes a compressed plan larger than this is cut, 64..14000000
/// @param memoryBytes most memory for what a stream's worker remembers of clients; the least recent
///   go first
@ConfigurationProperties("agency.stream")
public record StreamSettings(
    @DefaultValue("10000") int segmentEntries,
    @DefaultValue("4194304") int segmentBytes,
    @DefaultValue("30000") int biteEntries,
    @DefaultValue("2000") long behindLimit,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("8000000") int planPartBytes,
    @DefaultValue("134217728") long memoryBytes) {

  public StreamSettings {
    require("segment-entries", segmentEntries, 1, 50_000);
    require("segment-bytes", segmentBytes, 1_024, 12_000_000);
    require("bite-entries", biteEntries, 1, 500_000);
    require("behind-limit", behindLimit, 1, 1_000_000);
    require("plan-part-bytes", planPartBytes, 64, 14_000_000);
    require("memory-bytes", memoryBytes, 65_536, Long.MAX_VALUE);
  }

  private static void require(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "agency.stream." + name + ": " + value + " (expected: " + min + ".." + max + ")");
    }
  }
}
