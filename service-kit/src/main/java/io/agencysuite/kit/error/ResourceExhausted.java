package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// A stated limit is reached (429).
public final class ResourceExhausted extends ServiceException {

  public ResourceExhausted(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public ResourceExhausted(String reason, String message) {
    this(reason, message, Map.of());
  }
}
