package io.agencysuite.gateway.probe;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A real gRPC server that serves whatever methods it is given and answers as it is told.
public final class ProbeBackend implements AutoCloseable {
  private final Map<String, MethodDescriptor> methods = new HashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(Behaviour.ECHO);
  private final Server server;

  /// A call that arrived.
  public record Call(String method, DynamicMessage request, Metadata headers) {}

  /// What the backend answers.
  public interface Behaviour {
    /// One answer that repeats the request; a stream of two of them.
    Behaviour ECHO =
        (rpc, request, answer) -> {
          for (int i = 0; i < (rpc.isServerStreaming() ? 2 : 1); i++) {
            answer.onNext(copy(request, rpc));
          }
          answer.onCompleted();
        };

    void answer(
        MethodDescriptor rpc, DynamicMessage request, StreamObserver<DynamicMessage> answer);

    /// Takes the requests of a client stream: of one with a single answer they are merged, the
    /// others are answered one by one.
    default StreamObserver<DynamicMessage> requests(
        MethodDescriptor rpc, StreamObserver<DynamicMessage> answer) {
      return new Requests(this, rpc, answer);
    }

    /// The request in the shape of the answer.
    static DynamicMessage copy(DynamicMessage request, MethodDescriptor rpc) {
      DynamicMessage.Builder copy = DynamicMessage.newBuilder(rpc.getOutputType());
      if (rpc.getOutputType().equals(rpc.getInputType())) {
        copy.mergeFrom(request);
      }
      return copy.build();
    }

    /// The request with a field that no descriptor knows.
    static DynamicMessage withUnknownField(DynamicMessage message) {
      UnknownFieldSet unknown =
          UnknownFieldSet.newBuilder()
              .addField(19_000, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
              .build();
      return message.toBuilder().setUnknownFields(unknown).build();
    }

    /// A `google.api.HttpBody`.
    static DynamicMessage httpBody(MethodDescriptor rpc, String contentType, String data) {
      FieldDescriptor type = rpc.getOutputType().findFieldByNumber(1);
      FieldDescriptor bytes = rpc.getOutputType().findFieldByNumber(2);
      return DynamicMessage.newBuilder(rpc.getOutputType())
          .setField(type, contentType)
          .setField(bytes, com.google.protobuf.ByteString.copyFromUtf8(data))
          .build();
    }
  }

  public ProbeBackend() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .fallbackHandlerRegistry(new Registry())
            .maxInboundMessageSize(80 << 20)
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  /// Serves these methods from now on and forgets what came before.
  public void serve(List<MethodDescriptor> served, Behaviour answers) {
    methods.clear();
    for (MethodDescriptor method : served) {
      methods.put(method.getService().getFullName() + "/" + method.getName(), method);
    }
    behaviour.set(answers);
    calls.clear();
  }

  public List<Call> calls() {
    return new ArrayList<>(calls);
  }

  public @Nullable Call lastCall() {
    return calls.isEmpty() ? null : calls.getLast();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Registry extends HandlerRegistry {
    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      MethodDescriptor rpc = methods.get(name);
      return rpc == null ? null : definition(name, rpc);
    }
  }

  private ServerMethodDefinition<byte[], DynamicMessage> definition(
      String name, MethodDescriptor rpc) {
    io.grpc.MethodDescriptor<byte[], DynamicMessage> method =
        io.grpc.MethodDescriptor.<byte[], DynamicMessage>newBuilder()
            .setType(type(rpc))
            .setFullMethodName(name)
            .setRequestMarshaller(Bytes.MARSHALLER)
            .setResponseMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getOutputType())))
            .build();
    return ServerMethodDefinition.create(method, recording(name, rpc));
  }

  private static MethodType type(MethodDescriptor rpc) {
    return rpc.isClientStreaming()
        ? rpc.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
        : rpc.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
  }

  private ServerCallHandler<byte[], DynamicMessage> recording(String name, MethodDescriptor rpc) {
    return (ServerCall<byte[], DynamicMessage> call, Metadata headers) ->
        handler(name, rpc, headers).startCall(call, headers);
  }

  private ServerCallHandler<byte[], DynamicMessage> handler(
      String name, MethodDescriptor rpc, Metadata headers) {
    return switch (type(rpc)) {
      case UNARY ->
          ServerCalls.asyncUnaryCall((request, answer) -> run(name, rpc, headers, request, answer));
      case SERVER_STREAMING ->
          ServerCalls.asyncServerStreamingCall(
              (request, answer) -> run(name, rpc, headers, request, answer));
      default ->
          ServerCalls.asyncBidiStreamingCall(answer -> {
            StreamObserver<DynamicMessage> requests = behaviour.get().requests(rpc, answer);
            return new Recording(name, rpc, headers, requests, calls);
          });
    };
  }

  private void run(
      String name,
      MethodDescriptor rpc,
      Metadata headers,
      byte[] bytes,
      StreamObserver<DynamicMessage> answer) {
    try {
      DynamicMessage request = DynamicMessage.parseFrom(rpc.getInputType(), bytes);
      calls.add(new Call(name, request, headers));
      behaviour.get().answer(rpc, request, answer);
    } catch (StatusRuntimeException e) {
      answer.onError(e);
    } catch (InvalidProtocolBufferException e) {
      answer.onError(Status.INTERNAL.withDescription(e.getMessage()).asRuntimeException());
    }
  }

  /// Requests stay bytes until the method's own descriptor reads them.
  private enum Bytes implements io.grpc.MethodDescriptor.Marshaller<byte[]> {
    MARSHALLER;

    @Override
    public java.io.InputStream stream(byte[] value) {
      return new java.io.ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(java.io.InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
