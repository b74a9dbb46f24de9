package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.transcode.WireMessage;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service: who calls what, and what the call takes along.
public final class Exchange {
  private final HttpServletRequest request;
  private final RouteTable.Match match;
  private final RpcAccess access;
  private final Identity caller;
  private final Metadata headers;
  private final Reading reading;
  private final CallDeadline deadline;
  private byte @Nullable [] body;
  private @Nullable DynamicMessage message;
  private Consumer<WireMessage> listener = _ -> {};

  Exchange(
      HttpServletRequest request,
      RouteTable.Match match,
      RpcAccess access,
      Identity caller,
      Metadata headers,
      Reading reading,
      CallDeadline deadline) {
    this.request = request;
    this.match = match;
    this.access = access;
    this.caller = caller;
    this.headers = headers;
    this.reading = reading;
    this.deadline = deadline;
  }

  /// How bytes become a message.
  record Reading(BodyReader bodies, Transcoder transcoder) {}

  public HttpServletRequest request() {
    return request;
  }

  public RouteTable.Match match() {
    return match;
  }

  public MethodDescriptor rpc() {
    return match.route().rpc();
  }

  public RpcAccess access() {
    return access;
  }

  public Identity caller() {
    return caller;
  }

  /// The metadata of the call; a manner may add to it.
  public Metadata headers() {
    return headers;
  }

  /// The body, read at the first question and within its limit.
  public byte[] body() throws IOException {
    if (rpc().isClientStreaming()) {
      throw DoorException.of(DoorReason.BODY_STREAMED);
    }
    if (body == null) {
      body = reading.bodies().read(request, rpc());
    }
    return body;
  }

  /// The message of the call, made out of path, query and body at the first question.
  public DynamicMessage message() throws IOException {
    if (message == null) {
      message =
          reading
              .transcoder()
              .request(match, request.getQueryString(), request.getContentType(), body());
    }
    return message;
  }

  /// Sends another message than the request says; for manners that add what a header says.
  public void message(DynamicMessage changed) {
    message = changed;
  }

  /// Wants to hear what the service answers, REST and native alike; an answer that was kept is not
  /// heard again.
  public void whenAnswered(Consumer<WireMessage> heard) {
    listener = listener.andThen(heard);
  }

  void answered(WireMessage answer) {
    listener.accept(answer);
  }

  /// The JSON form of an answer of this call.
  public byte[] json(Message answer) {
    return reading.transcoder().json(match.route(), answer);
  }

  /// How long the call may take.
  public Duration deadline() {
    return deadline.granted();
  }

  CallDeadline callDeadline() {
    return deadline;
  }
}
