package io.agencysuite.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Status;
import io.agencysuite.kit.grpc.Statuses;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a refused call answers.
///
/// @param reason of the `ErrorInfo`
public record Refusal(Code code, String reason, String message) {

  /// Makes the call, which has to be refused with this code and reason.
  public static Refusal expect(Code code, String reason, ThrowingCallable call) {
    StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(e).as("the call was not refused").isNotNull();
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(e));
    Refusal refusal =
        new Refusal(
            e.getStatus().getCode(),
            Statuses.errorInfo(status).orElseThrow().getReason(),
            status.getMessage());
    assertThat(refusal.code()).as(refusal.toString()).isEqualTo(code);
    assertThat(refusal.reason()).as(refusal.toString()).isEqualTo(reason);
    return refusal;
  }

  public static Refusal notFound(ThrowingCallable call) {
    return expect(Code.NOT_FOUND, "RESOURCE_NOT_FOUND", call);
  }

  public static Refusal invalid(ThrowingCallable call) {
    return expect(Code.INVALID_ARGUMENT, "FIELD_INVALID", call);
  }
}
