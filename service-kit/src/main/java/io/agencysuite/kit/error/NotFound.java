package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// The resource does not exist, or the caller may not know of it (404).
public final class NotFound extends ServiceException {

  public NotFound(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public NotFound(String reason, String message) {
    this(reason, message, Map.of());
  }

  /// The answer to a missing and to a foreign name alike.
  public static NotFound resource(String name) {
    return new NotFound("RESOURCE_NOT_FOUND", name + " does not exist", Map.of("resource", name));
  }
}
