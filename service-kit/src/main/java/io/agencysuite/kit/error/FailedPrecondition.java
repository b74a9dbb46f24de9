package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// The state of the resource does not allow the call (400).
public final class FailedPrecondition extends ServiceException {

  public FailedPrecondition(String reason, String message, Map<String, String> metadata) {
    super(reason, message, metadata, List.of());
  }

  public FailedPrecondition(String reason, String message) {
    this(reason, message, Map.of());
  }
}
