package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// An id or another unique value is taken (409).
public final class AlreadyExists extends ServiceException {

  public AlreadyExists(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public AlreadyExists(String reason, String message) {
    this(reason, message, Map.of());
  }

  /// The resource name is taken.
  public static AlreadyExists resource(String name) {
    return new AlreadyExists("RESOURCE_EXISTS", name + " exists already", Map.of("resource", name));
  }
}
