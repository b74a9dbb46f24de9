package io.agencysuite.kit.mongo;

/// A document as the store holds it.
///
/// @param version grows by one with every change; the etag
public record Stored<T>(Key key, long version, T value) {

  /// The version as callers see it (AIP-154).
  public String etag() {
    return "\"" + version + "\"";
  }
}
