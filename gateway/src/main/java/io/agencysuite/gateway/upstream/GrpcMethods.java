package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.guard.RpcAccess;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The gRPC side of each RPC, made once.
final class GrpcMethods {
  private final Map<MethodDescriptor, Rpc> known = new ConcurrentHashMap<>();

  /// An RPC as the channel and the door need it.
  ///
  /// @param unary the same with the answer as bytes
  record Rpc(
      io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> method,
      io.grpc.MethodDescriptor<DynamicMessage, byte[]> unary,
      RpcAccess access) {}

  Rpc of(MethodDescriptor rpc) {
    return known.computeIfAbsent(rpc, GrpcMethods::make);
  }

  private static Rpc make(MethodDescriptor rpc) {
    io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> method =
        io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
            .setType(
                rpc.isClientStreaming()
                    ? MethodType.CLIENT_STREAMING
                    : rpc.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
            .setFullMethodName(
                io.grpc.MethodDescriptor.generateFullMethodName(
                    rpc.getService().getFullName(), rpc.getName()))
            .setRequestMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getInputType())))
            .setResponseMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getOutputType())))
            .build();
    return new Rpc(
        method,
        method.toBuilder(method.getRequestMarshaller(), RawMessages.MARSHALLER).build(),
        RpcAccess.of(rpc));
  }
}
