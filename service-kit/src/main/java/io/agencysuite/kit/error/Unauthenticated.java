package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// No valid credential (401).
public final class Unauthenticated extends ServiceException {

  public Unauthenticated(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public Unauthenticated(String reason, String message) {
    this(reason, message, Map.of());
  }
}
