package io.agencysuite.gateway.probe;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/// Refuses a client stream at its first message, and answers everything else.
public final class Refusing implements ProbeBackend.Behaviour {

  @Override
  public void answer(
      MethodDescriptor rpc, DynamicMessage request, StreamObserver<DynamicMessage> answer) {
    ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
  }

  @Override
  public StreamObserver<DynamicMessage> requests(
      MethodDescriptor rpc, StreamObserver<DynamicMessage> answer) {
    return new StreamObserver<>() {
      private boolean refused;

      @Override
      public void onNext(DynamicMessage request) {
        if (!refused) {
          refused = true;
          answer.onError(
              Status.FAILED_PRECONDITION.withDescription("no more of this").asRuntimeException());
        }
      }

      @Override
      public void onError(Throwable failure) {
        // The call has ended.
      }

      @Override
      public void onCompleted() {
        // The call has ended.
      }
    };
  }
}
