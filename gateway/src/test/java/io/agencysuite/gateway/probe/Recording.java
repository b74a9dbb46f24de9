package io.agencysuite.gateway.probe;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.stub.StreamObserver;
import java.io.UncheckedIOException;
import java.util.List;

/// Notes each message of a client stream and hands it on.
record Recording(
    String name,
    MethodDescriptor rpc,
    Metadata headers,
    StreamObserver<DynamicMessage> requests,
    List<ProbeBackend.Call> calls)
    implements StreamObserver<byte[]> {
  private static final int KEPT = 100;

  @Override
  public void onNext(byte[] bytes) {
    try {
      DynamicMessage request = DynamicMessage.parseFrom(rpc.getInputType(), bytes);
      if (calls.size() < KEPT) {
        calls.add(new ProbeBackend.Call(name, request, headers));
      }
      requests.onNext(request);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    requests.onError(failure);
  }

  @Override
  public void onCompleted() {
    requests.onCompleted();
  }
}
