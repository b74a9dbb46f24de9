package io.agencysuite.gateway.upstream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.BodyElements;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.gateway.transcode.WireMessage;
import io.agencysuite.kit.grpc.CurrentCall;
import io.grpc.Status;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Turns an HTTP request into a call of one service and its answer into an HTTP response.
final class GrpcHandler implements HandlerFunction<ServerResponse> {
  private final Backend backend;
  private final Supplier<Transcoder> transcoder;
  private final CallHeaders callHeaders;
  private final BodyReader bodies;
  private final List<Manner> manners;
  private final Duration heartbeat;
  private final GrpcMethods methods = new GrpcMethods();

  GrpcHandler(
      Backend backend,
      Supplier<Transcoder> transcoder,
      CallHeaders callHeaders,
      BodyReader bodies,
      List<Manner> manners,
      Duration heartbeat) {
    this.backend = backend;
    this.transcoder = transcoder;
    this.callHeaders = callHeaders;
    this.bodies = bodies;
    this.manners = List.copyOf(manners);
    this.heartbeat = heartbeat;
  }

  @Override
  public ServerResponse handle(ServerRequest serverRequest) throws IOException {
    HttpServletRequest request = serverRequest.servletRequest();
    RouteTable.Match match = Objects.requireNonNull(DoorFilter.match(request), "a matched route");
    GrpcMethods.Rpc rpc = methods.of(match.route().rpc());
    if (rpc.access().redirect() != null && request.getMethod().equals("HEAD")) {
      // The service would count a visit that nobody makes.
      throw TranscodingException.methodNotAllowed("HEAD", "GET");
    }
    Exchange exchange =
        callHeaders.open(
            request, match, rpc.access(), new Exchange.Reading(bodies, transcoder.get()));
    Manner.Next way = () -> call(exchange, rpc);
    for (Manner manner : manners.reversed()) {
      Manner.Next rest = way;
      way = () -> manner.apply(exchange, rest);
    }
    return way.proceed().response();
  }

  private Answer call(Exchange exchange, GrpcMethods.Rpc rpc) throws IOException {
    HttpServletRequest request = exchange.request();
    if (exchange.rpc().isClientStreaming()) {
      return answer(exchange, WireMessage.of(upload(exchange, rpc)));
    }
    DynamicMessage message = exchange.message();
    if (exchange.rpc().isServerStreaming()) {
      return new Answer.Streamed(
          new StreamAnswer(backend, transcoder.get(), exchange.match().route(), heartbeat)
              .open(
                  rpc.method(),
                  message,
                  exchange.headers(),
                  callHeaders.streamLife(request),
                  request));
    }
    return answer(
        exchange,
        new WireMessage(
            exchange.rpc().getOutputType(),
            backend.unary(
                rpc.unary(),
                message,
                exchange.headers(),
                exchange.callDeadline(),
                isRepeatable(exchange),
                request)));
  }

  private DynamicMessage upload(Exchange exchange, GrpcMethods.Rpc rpc) throws IOException {
    HttpServletRequest request = exchange.request();
    BodyElements elements =
        transcoder
            .get()
            .elements(
                exchange.match(),
                request.getQueryString(),
                request.getContentType(),
                bodies.stream(request, exchange.rpc()));
    return new UploadCall(backend, exchange, callHeaders.uploadDeadline(request))
        .send(rpc.method(), elements);
  }

  /// True when a second try has no second effect.
  private static boolean isRepeatable(Exchange exchange) {
    String method = exchange.request().getMethod();
    return method.equals("GET")
        || method.equals("HEAD")
        || exchange.headers().containsKey(CurrentCall.EFFECT_HEADER);
  }

  private Answer answer(Exchange exchange, WireMessage answer) {
    try {
      exchange.answered(answer);
      return whole(exchange.match().route(), exchange.access(), answer);
    } catch (UncheckedIOException e) {
      throw Status.INTERNAL
          .withDescription("bytes that are no " + answer.type().getFullName())
          .withCause(e)
          .asRuntimeException();
    }
  }

  private Answer whole(HttpRoute route, RpcAccess access, WireMessage answer) {
    FieldDescriptor redirect = access.redirect();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", access.cacheControl());
    if (redirect != null) {
      headers.put(
          "Location", RedirectTarget.location((String) answer.message().getField(redirect)));
      return new Answer.Whole(302, headers, ByteString.EMPTY, answer);
    }
    ByteString bytes;
    if (route.answersRawBytes()) {
      Transcoder.RawBody raw = Transcoder.raw(route, answer.message());
      headers.put("Content-Type", raw.contentType());
      bytes = raw.data();
    } else {
      headers.put("Content-Type", "application/json");
      bytes = transcoder.get().json(route, answer);
    }
    return new Answer.Whole(200, headers, bytes, answer);
  }
}
