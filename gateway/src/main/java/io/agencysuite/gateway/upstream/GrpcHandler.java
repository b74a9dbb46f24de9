package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Turns an HTTP request into a call of one service and its answer into an HTTP response.
final class GrpcHandler implements HandlerFunction<ServerResponse> {
  private final Backend backend;
  private final Supplier<Transcoder> transcoder;
  private final CallHeaders callHeaders;
  private final BodyReader bodies;
  private final Duration heartbeat;
  private final GrpcMethods methods = new GrpcMethods();

  GrpcHandler(
      Backend backend,
      Supplier<Transcoder> transcoder,
      CallHeaders callHeaders,
      BodyReader bodies,
      Duration heartbeat) {
    this.backend = backend;
    this.transcoder = transcoder;
    this.callHeaders = callHeaders;
    this.bodies = bodies;
    this.heartbeat = heartbeat;
  }

  @Override
  public ServerResponse handle(ServerRequest serverRequest) throws IOException {
    HttpServletRequest request = serverRequest.servletRequest();
    RouteTable.Match match = Objects.requireNonNull(DoorFilter.match(request), "a matched route");
    MethodDescriptor descriptor = match.route().rpc();
    GrpcMethods.Rpc rpc = methods.of(descriptor);
    if (rpc.access().redirect() != null && request.getMethod().equals("HEAD")) {
      // The service would count a visit that nobody makes.
      throw TranscodingException.methodNotAllowed("HEAD", "GET");
    }
    Metadata headers = callHeaders.of(request, descriptor, rpc.access());
    Duration deadline = callHeaders.deadline(request);
    byte[] body = bodies.read(request, descriptor);
    DynamicMessage message =
        transcoder.get().request(match, request.getQueryString(), request.getContentType(), body);
    if (descriptor.isServerStreaming()) {
      return new StreamAnswer(backend, transcoder.get(), match.route(), heartbeat)
          .open(rpc.method(), message, headers, request);
    }
    return answer(
        match.route(), rpc.access(), backend.unary(rpc.method(), message, headers, deadline));
  }

  private ServerResponse answer(HttpRoute route, RpcAccess access, DynamicMessage answer) {
    FieldDescriptor redirect = access.redirect();
    if (redirect != null) {
      return GatewayServerResponse.status(302)
          .header("Location", RedirectTarget.location((String) answer.getField(redirect)))
          .header("Cache-Control", "no-store")
          .build();
    }
    String contentType = "application/json";
    byte[] bytes;
    if (route.answersRawBytes()) {
      Transcoder.RawBody raw = Transcoder.raw(route, answer);
      contentType = raw.contentType();
      bytes = raw.data().toByteArray();
    } else {
      bytes = transcoder.get().json(route, answer);
    }
    ServerResponse.BodyBuilder response =
        GatewayServerResponse.ok()
            .header("Content-Type", contentType)
            .header("Cache-Control", "no-store")
            .contentLength(bytes.length);
    if (access.kind() == RpcAccess.Kind.PUBLIC) {
      response.header("Access-Control-Allow-Origin", "*");
    }
    return response.build((_, out) -> {
      out.getOutputStream().write(bytes);
      return null;
    });
  }
}
