package io.agencysuite.kit.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.error.Unauthenticated;
import io.agencysuite.kit.error.Unavailable;
import java.util.Map;
import java.util.Optional;

/// Between [ServiceException] and `google.rpc.Status`, the one translation (AIP-193).
public final class Statuses {

  private Statuses() {}

  /// @param domain name of the service that answers
  public static Status of(ServiceException e, String domain) {
    Status.Builder status =
        build(code(e), e.reason(), String.valueOf(e.getMessage()), e.metadata(), domain);
    if (!e.violations().isEmpty()) {
      BadRequest.Builder bad = BadRequest.newBuilder();
      e.violations()
          .forEach(
              v -> bad.addFieldViolationsBuilder().setField(v.field()).setDescription(v.message()));
      status.addDetails(Any.pack(bad.build()));
    }
    return status.build();
  }

  static Status of(
      Code code, String reason, String message, Map<String, String> metadata, String domain) {
    return build(code, reason, message, metadata, domain).build();
  }

  /// The `ErrorInfo` of a status; empty when it has none.
  public static Optional<ErrorInfo> errorInfo(Status status) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return Optional.of(detail.unpack(ErrorInfo.class));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Status.Builder build(
      Code code, String reason, String message, Map<String, String> metadata, String domain) {
    ErrorInfo info =
        ErrorInfo.newBuilder().setReason(reason).setDomain(domain).putAllMetadata(metadata).build();
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(message)
        .addDetails(Any.pack(info));
  }

  private static Code code(ServiceException e) {
    return switch (e) {
      case Aborted _ -> Code.ABORTED;
      case AlreadyExists _ -> Code.ALREADY_EXISTS;
      case FailedPrecondition _ -> Code.FAILED_PRECONDITION;
      case InvalidArgument _ -> Code.INVALID_ARGUMENT;
      case NotFound _ -> Code.NOT_FOUND;
      case PermissionDenied _ -> Code.PERMISSION_DENIED;
      case ResourceExhausted _ -> Code.RESOURCE_EXHAUSTED;
      case Unauthenticated _ -> Code.UNAUTHENTICATED;
      case Unavailable _ -> Code.UNAVAILABLE;
    };
  }
}
