package io.agencysuite.kit.error;

import java.util.List;
import java.util.Map;

/// An expected failure that the caller is told about. Each subclass stands for one gRPC code.
public abstract sealed class ServiceException extends RuntimeException
    permits Aborted,
        AlreadyExists,
        FailedPrecondition,
        InvalidArgument,
        NotFound,
        PermissionDenied,
        ResourceExhausted,
        Unauthenticated,
        Unavailable {

  private final String reason;
  private final transient Map<String, String> metadata;
  private final transient List<FieldViolation> violations;

  ServiceException(
      String reason,
      String message,
      Map<String, String> metadata,
      List<FieldViolation> violations) {
    super(message, null, false, false);
    this.reason = reason;
    this.metadata = Map.copyOf(metadata);
    this.violations = List.copyOf(violations);
  }

  /// The constant of the service's proto enum of reasons.
  public String reason() {
    return reason;
  }

  /// The dynamic parts of the message, by name (AIP-193).
  public Map<String, String> metadata() {
    return metadata;
  }

  /// The offending fields; empty unless the request itself is wrong.
  public List<FieldViolation> violations() {
    return violations;
  }
}
