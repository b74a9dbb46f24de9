package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;

/// How many visitors a set has.
///
/// @param count exact or estimated
/// @param exact false for an estimate, see [#error]
public record Distinct(long count, boolean exact) {

  /// Half-width of the 95 % interval of the count, relative; 0 when it is exact.
  public double error() {
    return exact ? 0 : Uniques.ERROR;
  }

  /// From the [summary][UniquesMerger] of a stored set.
  public static Distinct decode(byte[] encoded) {
    WireReader in = new WireReader(encoded);
    return new Distinct(in.number(), in.number() == 1);
  }

  byte[] encode() {
    return new Wire(12).number(count).number(exact ? 1 : 0).toBytes();
  }
}
