package io.agencysuite.metrics.stream;

import org.jspecify.annotations.Nullable;

/// Adds a delta to a stored document. The same document and delta always give the same result.
public interface Merger {

  /// @param current null when there is no document yet
  byte[] merge(byte @Nullable [] current, byte[] delta);

  /// What most readers need of a document, kept beside it; null where they need the whole.
  default byte @Nullable [] summary(byte[] document) {
    return null;
  }
}
