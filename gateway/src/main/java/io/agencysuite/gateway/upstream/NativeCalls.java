package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.transcode.WireMessage;
import io.grpc.MethodDescriptor.MethodType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Native gRPC at the door's port: the caller is identified as for REST, the messages go to the
/// service as the bytes they are. Failures are gRPC statuses.
public final class NativeCalls implements AutoCloseable {
  private final GrpcRoutes routes;
  private final Supplier<Transcoder> transcoder;
  private final CallHeaders callHeaders;
  private final BodyReader bodies;
  private final List<Manner> manners;
  private final ExecutorService pumps;
  private volatile @Nullable Known known;

  /// @param pumps threads that read the requests of client streams
  public NativeCalls(
      GrpcRoutes routes,
      Supplier<Transcoder> transcoder,
      CallHeaders callHeaders,
      BodyReader bodies,
      List<Manner> manners,
      ExecutorService pumps) {
    this.routes = routes;
    this.transcoder = transcoder;
    this.callHeaders = callHeaders;
    this.bodies = bodies;
    this.manners = manners.stream().filter(Manner::appliesToNativeCalls).toList();
    this.pumps = pumps;
  }

  /// An RPC as bytes.
  record Rpc(
      MethodDescriptor rpc,
      io.grpc.MethodDescriptor<byte[], byte[]> method,
      RpcAccess access,
      RouteTable.Match match) {}

  private record Known(Transcoder of, Map<String, Rpc> byPath) {}

  /// Comes before every other route.
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(this::isNative, this::handle);
  }

  /// The RPC of a native call; null for any other request.
  public @Nullable MethodDescriptor rpcOf(HttpServletRequest request) {
    String type = request.getContentType();
    Rpc rpc = type != null && isGrpc(type) ? byPath().get(request.getRequestURI()) : null;
    return rpc == null ? null : rpc.rpc();
  }

  private boolean isNative(ServerRequest serverRequest) {
    HttpServletRequest request = serverRequest.servletRequest();
    String type = request.getContentType();
    return type != null
        && request.getMethod().equals("POST")
        && isGrpc(type)
        && (isHttp2(request) || byPath().containsKey(request.getRequestURI()));
  }

  private static boolean isGrpc(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    return type.equalsIgnoreCase("application/grpc")
        || type.equalsIgnoreCase("application/grpc+proto");
  }

  private static boolean isHttp2(HttpServletRequest request) {
    return request.getProtocol().equals("HTTP/2.0");
  }

  private ServerResponse handle(ServerRequest serverRequest) {
    HttpServletRequest request = serverRequest.servletRequest();
    if (!isHttp2(request)) {
      throw DoorException.of(DoorReason.HTTP2_REQUIRED).with("Upgrade", "h2c");
    }
    try {
      return open(request).response();
    } catch (IOException | RuntimeException e) {
      return answer((_, response) -> {
        new NativeResponse(response).end(Problems.status(request, e));
        return null;
      });
    }
  }

  private Answer open(HttpServletRequest request) throws IOException {
    Rpc rpc = byPath().get(request.getRequestURI());
    Backend backend = rpc == null ? null : routes.backendOf(rpc.rpc().getFile().getPackage());
    if (rpc == null || backend == null) {
      throw DoorException.of(DoorReason.RPC_UNKNOWN, request.getRequestURI());
    }
    Exchange exchange =
        callHeaders.open(
            request, rpc.match(), rpc.access(), new Exchange.Reading(bodies, transcoder.get()));
    NativeHeaders.copy(request, exchange.headers());
    NativeCall call =
        new NativeCall(
            backend,
            rpc.method(),
            exchange.headers(),
            callHeaders.nativeDeadline(request, rpc.rpc()),
            bytes -> exchange.answered(new WireMessage(rpc.rpc().getOutputType(), bytes)));
    int max = bodies.max(rpc.rpc());
    Manner.Next way =
        () ->
            new Answer.Streamed(
                answer((req, response) -> {
                  call.run(req, response, max, pumps);
                  return null;
                }));
    for (Manner manner : manners.reversed()) {
      Manner.Next rest = way;
      way = () -> manner.apply(exchange, rest);
    }
    return way.proceed();
  }

  private static ServerResponse answer(ServerResponse.HeadersBuilder.WriteFunction writing) {
    return GatewayServerResponse.ok().build(writing);
  }

  /// The RPCs that may be called from outside, by path.
  private Map<String, Rpc> byPath() {
    Transcoder now = transcoder.get();
    Known last = known;
    if (last == null || last.of() != now) {
      Map<String, Rpc> byPath = new HashMap<>();
      now.files().forEach(file -> file.getServices().forEach(service -> add(service, byPath)));
      last = new Known(now, Map.copyOf(byPath));
      known = last;
    }
    return last.byPath();
  }

  private static void add(ServiceDescriptor service, Map<String, Rpc> byPath) {
    for (MethodDescriptor rpc : service.getMethods()) {
      RpcAccess access = RpcAccess.of(rpc);
      if (access.kind() != RpcAccess.Kind.INTERNAL) {
        HttpRoute route = HttpRoute.ofNative(rpc);
        byPath.put(
            route.path(),
            new Rpc(rpc, method(rpc), access, new RouteTable.Match(route, List.of())));
      }
    }
  }

  private static io.grpc.MethodDescriptor<byte[], byte[]> method(MethodDescriptor rpc) {
    MethodType type =
        rpc.isClientStreaming()
            ? rpc.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
            : rpc.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
    return io.grpc.MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(
            io.grpc.MethodDescriptor.generateFullMethodName(
                rpc.getService().getFullName(), rpc.getName()))
        .setRequestMarshaller(RawMessages.MARSHALLER)
        .setResponseMarshaller(RawMessages.MARSHALLER)
        .build();
  }

  @Override
  public void close() {
    pumps.shutdownNow();
  }
}
