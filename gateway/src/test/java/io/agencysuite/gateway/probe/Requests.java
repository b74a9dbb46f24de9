package io.agencysuite.gateway.probe;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/// Answers a client stream by the behaviour of single requests.
final class Requests implements StreamObserver<DynamicMessage> {
  private final ProbeBackend.Behaviour behaviour;
  private final MethodDescriptor rpc;
  private final StreamObserver<DynamicMessage> answer;
  private final DynamicMessage.Builder merged;

  Requests(
      ProbeBackend.Behaviour behaviour,
      MethodDescriptor rpc,
      StreamObserver<DynamicMessage> answer) {
    this.behaviour = behaviour;
    this.rpc = rpc;
    this.answer = answer;
    this.merged = DynamicMessage.newBuilder(rpc.getInputType());
  }

  @Override
  public void onNext(DynamicMessage request) {
    if (rpc.isServerStreaming()) {
      answer.onNext(ProbeBackend.Behaviour.copy(request, rpc));
    } else {
      merged.mergeFrom(request);
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The caller has left; there is nobody to answer.
  }

  @Override
  public void onCompleted() {
    if (rpc.isServerStreaming()) {
      answer.onCompleted();
      return;
    }
    try {
      behaviour.answer(rpc, merged.build(), answer);
    } catch (StatusRuntimeException e) {
      answer.onError(e);
    }
  }
}
