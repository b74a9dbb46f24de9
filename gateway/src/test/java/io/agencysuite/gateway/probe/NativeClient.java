package io.agencysuite.gateway.probe;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A grpc-java client of the probe service that knows it by its descriptors.
public final class NativeClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final FileDescriptor file;
  private final AtomicReference<@Nullable Metadata> headers = new AtomicReference<>();
  private final AtomicReference<@Nullable Metadata> trailers = new AtomicReference<>();

  public NativeClient(int port) throws IOException {
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    this.file =
        ProbeDoor.files().stream()
            .filter(f -> f.getName().equals("probe/v1/probe.proto"))
            .findFirst()
            .orElseThrow();
  }

  public MethodDescriptor rpc(String name) {
    return file.findServiceByName("ProbeService").findMethodByName(name);
  }

  /// A probe message with one text.
  public DynamicMessage probe(String text) {
    var type = rpc("Echo").getInputType();
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByName("string_value"), text)
        .build();
  }

  public static String text(@Nullable DynamicMessage probe) {
    return probe == null
        ? "none"
        : (String) probe.getField(probe.getDescriptorForType().findFieldByName("string_value"));
  }

  public DynamicMessage unary(String name, DynamicMessage request, Metadata sent) {
    return unary(name, request, sent, CallOptions.DEFAULT);
  }

  public DynamicMessage unary(
      String name, DynamicMessage request, Metadata sent, CallOptions options) {
    return ClientCalls.blockingUnaryCall(
        with(sent), method(rpc(name), ""), within(options), request);
  }

  /// A call of any RPC that the door knows.
  public DynamicMessage unary(MethodDescriptor rpc, DynamicMessage request) {
    return ClientCalls.blockingUnaryCall(
        channel, method(rpc, ""), within(CallOptions.DEFAULT), request);
  }

  /// A call of an RPC that the service does not have under this name.
  public DynamicMessage unknown(String fullName) {
    return ClientCalls.blockingUnaryCall(
        channel, method(rpc("Echo"), fullName), within(CallOptions.DEFAULT), probe(""));
  }

  public BlockingClientCall<DynamicMessage, DynamicMessage> open(String name) {
    return ClientCalls.blockingBidiStreamingCall(
        channel, method(rpc(name), ""), within(CallOptions.DEFAULT));
  }

  /// A server stream of one request.
  public BlockingClientCall<DynamicMessage, DynamicMessage> open(
      String name, DynamicMessage request) {
    return ClientCalls.blockingV2ServerStreamingCall(
        channel, method(rpc(name), ""), within(CallOptions.DEFAULT), request);
  }

  public @Nullable Metadata headers() {
    return headers.get();
  }

  public @Nullable Metadata trailers() {
    return trailers.get();
  }

  public static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static CallOptions within(CallOptions options) {
    return options.getDeadline() == null
        ? options.withDeadlineAfter(20, TimeUnit.SECONDS)
        : options;
  }

  private Channel with(Metadata sent) {
    return ClientInterceptors.intercept(
        channel,
        MetadataUtils.newCaptureMetadataInterceptor(headers, trailers),
        MetadataUtils.newAttachHeadersInterceptor(sent));
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> method(
      MethodDescriptor rpc, String otherName) {
    MethodType type =
        rpc.isClientStreaming()
            ? rpc.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
            : rpc.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
    return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(type)
        .setFullMethodName(
            otherName.isEmpty() ? rpc.getService().getFullName() + "/" + rpc.getName() : otherName)
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getOutputType())))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
