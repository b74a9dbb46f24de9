package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// The resource changed since the caller read it (409).
public final class Aborted extends ServiceException {

  public Aborted(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public Aborted(String reason, String message) {
    this(reason, message, Map.of());
  }

  /// The etag that the caller sent is not the current one.
  public static Aborted stale(String resource, String sent, String current) {
    return new Aborted(
        "ETAG_STALE",
        resource + ": etag " + sent + " (expected: " + current + ", the current one)",
        Map.of("resource", resource, "etag", current));
  }
}
