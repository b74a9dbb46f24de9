package io.agencysuite.gateway.conformance;

import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.grpc.GrpcJsonMarshaller;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.HttpJsonTranscodingOptions;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.gateway.transcode.RouteTable;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Armeria's transcoder in front of the same probe backend, with protobuf's own JSON and both names
/// of a field as query parameter.
final class ArmeriaDoor implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 10;

  static {
    // Otherwise it waits three seconds for the caller to close a connection.
    System.setProperty("com.linecorp.armeria.defaultHttp1ConnectionCloseDelayMillis", "0");
  }

  private final ManagedChannel channel;
  private final Server server;
  private final RawHttp http;

  ArmeriaDoor(int backend) {
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", backend)
            .usePlaintext()
            .maxInboundMessageSize(80 << 20)
            .build();
    this.server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .connectionDrainDurationMicros(0)
            .unloggedExceptionsReportIntervalMillis(0)
            .service("/", (context, request) -> HttpResponse.of(HttpStatus.NOT_FOUND))
            .build();
    server.start().join();
    this.http = new RawHttp(server.activeLocalPort());
  }

  RawHttp http() {
    return http;
  }

  /// Serves other rules from now on; throws when Armeria refuses them.
  void serve(List<FileDescriptor> files, List<RouteTable.Rule> rules) {
    TypeRegistry.Builder types = TypeRegistry.newBuilder();
    files.forEach(file -> file.getMessageTypes().forEach(types::add));
    TypeRegistry registry = types.build();
    UnaryOperator<JsonFormat.Parser> parser = json -> json.usingTypeRegistry(registry);
    UnaryOperator<JsonFormat.Printer> printer = json -> json.usingTypeRegistry(registry);
    HttpJsonTranscodingOptions options =
        HttpJsonTranscodingOptions.builder()
            .ignoreProtoHttpRule(true)
            .additionalHttpRules(rules.stream().map(ArmeriaDoor::selected).toList())
            .build();
    GrpcService service =
        GrpcService.builder()
            .addService(definition(rules))
            .enableHttpJsonTranscoding(options)
            .maxRequestMessageLength(RowRunner.BODY_LIMIT)
            .maxResponseMessageLength(80 << 20)
            .jsonMarshallerFactory(_ ->
                GrpcJsonMarshaller.builderForGson()
                    .jsonParserCustomizer(parser)
                    .jsonPrinterCustomizer(printer)
                    .build())
            .build();
    server.reconfigure(builder -> builder.service(service));
  }

  private static HttpRule selected(RouteTable.Rule rule) {
    return rule.http().toBuilder().setSelector(rule.rpc().getFullName()).build();
  }

  private ServerServiceDefinition definition(List<RouteTable.Rule> rules) {
    Map<MethodDescriptor, io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage>> methods =
        new LinkedHashMap<>();
    rules.forEach(rule -> methods.computeIfAbsent(rule.rpc(), ArmeriaDoor::method));
    MethodDescriptor first = rules.getFirst().rpc();
    io.grpc.ServiceDescriptor.Builder service =
        io.grpc.ServiceDescriptor.newBuilder(first.getService().getFullName())
            .setSchemaDescriptor(new Schema(first));
    methods.values().forEach(service::addMethod);
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service.build());
    methods
        .values()
        .forEach(method ->
            definition.addMethod(
                method,
                ServerCalls.asyncUnaryCall((request, answer) ->
                    ClientCalls.asyncUnaryCall(
                        channel.newCall(
                            method,
                            CallOptions.DEFAULT.withDeadlineAfter(
                                DEADLINE_SECONDS, TimeUnit.SECONDS)),
                        request,
                        answer))));
    return definition.build();
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> method(
      MethodDescriptor rpc) {
    return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(rpc.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
        .setFullMethodName(rpc.getService().getFullName() + "/" + rpc.getName())
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(rpc.getOutputType())))
        .setSchemaDescriptor(new Schema(rpc))
        .build();
  }

  /// What Armeria reads the types from.
  private record Schema(MethodDescriptor rpc) implements ProtoMethodDescriptorSupplier {
    @Override
    public MethodDescriptor getMethodDescriptor() {
      return rpc;
    }

    @Override
    public ServiceDescriptor getServiceDescriptor() {
      return rpc.getService();
    }

    @Override
    public FileDescriptor getFileDescriptor() {
      return rpc.getFile();
    }
  }

  @Override
  public void close() {
    server.stop().join();
    channel.shutdownNow();
  }
}
