package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// The roles of the caller do not allow the call (403).
public final class PermissionDenied extends ServiceException {

  public PermissionDenied(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public PermissionDenied(String reason, String message) {
    this(reason, message, Map.of());
  }
}
