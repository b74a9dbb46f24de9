package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// A dependency does not answer; trying again later is safe (503).
public final class Unavailable extends ServiceException {

  public Unavailable(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public Unavailable(String reason, String message) {
    this(reason, message, Map.of());
  }
}
