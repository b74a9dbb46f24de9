package io.agencysuite.kit.grpc;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/// Enforces the field rules declared in the proto (`buf.validate`) before a method sees a message.
final class ValidationInterceptor implements ServerInterceptor {

  private final FieldRules rules = new FieldRules();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        rules.check((Message) message);
        super.onMessage(message);
      }
    };
  }
}
