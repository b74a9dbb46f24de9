package io.agencysuite.gateway.error;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/// A failure as gRPC knows it: the same code, words and details as in the problem document.
final class RpcStatuses {

  private RpcStatuses() {}

  static StatusRuntimeException of(Problem problem, Throwable failure) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(Code.valueOf(problem.code()).getNumber())
            .setMessage(problem.detail());
    Metadata trailers = new Metadata();
    if (failure instanceof StatusRuntimeException said) {
      Metadata own = said.getTrailers();
      if (own != null) {
        trailers.merge(own);
      }
      Status given = StatusProto.fromThrowable(said);
      if (given != null) {
        status.addAllDetails(given.getDetailsList());
      }
    }
    if (status.getDetailsCount() == 0 && !problem.reason().isEmpty()) {
      status.addDetails(
          Any.pack(
              ErrorInfo.newBuilder()
                  .setReason(problem.reason())
                  .setDomain(problem.domain())
                  .build()));
    }
    if (!problem.errors().isEmpty() && !(failure instanceof StatusRuntimeException)) {
      BadRequest.Builder bad = BadRequest.newBuilder();
      problem
          .errors()
          .forEach(
              e -> bad.addFieldViolationsBuilder().setField(e.field()).setDescription(e.message()));
      status.addDetails(Any.pack(bad.build()));
    }
    return StatusProto.toStatusRuntimeException(status.build(), trailers);
  }
}
