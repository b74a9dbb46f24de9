package io.agencysuite.metrics.stream;

import org.jspecify.annotations.Nullable;

/// Adds a delta to a stored document. The same document and delta always give the same result.
@FunctionalInterface
public interface Merger {

  /// @param current null when there is no document yet
  byte[] merge(byte @Nullable [] current, byte[] delta);
}
