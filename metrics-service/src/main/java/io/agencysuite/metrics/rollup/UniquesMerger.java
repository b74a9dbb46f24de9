package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Merger;
import org.jspecify.annotations.Nullable;

/// Unites stored sets of visitors. Their summary is how many there are: a row of a report that is
/// about one set reads ten bytes instead of up to 16 KiB.
public final class UniquesMerger implements Merger {

  @Override
  public byte[] merge(byte @Nullable [] current, byte[] delta) {
    return Uniques.merge(current, delta);
  }

  @Override
  public byte[] summary(byte[] document) {
    return Uniques.distinct(document).encode();
  }
}
