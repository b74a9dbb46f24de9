package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service: who calls what, and what the call takes along.
public final class Exchange {
  private final HttpServletRequest request;
  private final RouteTable.Match match;
  private final RpcAccess access;
  private final Identity caller;
  private final Metadata headers;
  private final BodyReader bodies;
  private byte @Nullable [] body;

  Exchange(
      HttpServletRequest request,
      RouteTable.Match match,
      RpcAccess access,
      Identity caller,
      Metadata headers,
      BodyReader bodies) {
    this.request = request;
    this.match = match;
    this.access = access;
    this.caller = caller;
    this.headers = headers;
    this.bodies = bodies;
  }

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
      body = bodies.read(request, rpc());
    }
    return body;
  }
}
