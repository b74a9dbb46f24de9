package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.guard.TraceContext;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a call takes along besides its message: identity, request id, trace, deadline and, where an
/// RPC asks for it, the caller's address and agent.
public final class CallHeaders {
  private static final Metadata.Key<String> TRACEPARENT = key("traceparent");
  private static final Metadata.Key<String> TRACESTATE = key("tracestate");
  private static final Metadata.Key<String> LAST_EVENT_ID = key("last-event-id");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final int TEXT_MAX = 512;

  private final Identification identification;
  private final CallerAddress addresses;
  private final TraceContext traces;
  private final UpstreamSettings settings;

  public CallHeaders(
      Identification identification,
      CallerAddress addresses,
      TraceContext traces,
      UpstreamSettings settings) {
    this.identification = identification;
    this.addresses = addresses;
    this.traces = traces;
    this.settings = settings;
  }

  /// Identifies the caller and starts the call's metadata; before the body is read.
  Exchange open(
      HttpServletRequest request,
      RouteTable.Match match,
      RpcAccess access,
      Exchange.Reading reading) {
    MethodDescriptor rpc = match.route().rpc();
    Identity caller = identification.identify(request, rpc);
    Metadata headers = of(request, rpc, access);
    identification.vouch(caller, headers);
    return new Exchange(request, match, access, caller, headers, reading, deadline(request));
  }

  private Metadata of(HttpServletRequest request, MethodDescriptor rpc, RpcAccess access) {
    Metadata headers = new Metadata();
    if (request.getAttribute(Problems.REQUEST_ID) instanceof String id) {
      headers.put(CurrentCall.REQUEST_ID_HEADER, id);
    }
    String traceparent = request.getHeader("traceparent");
    String next = traces.next(traceparent);
    headers.put(TRACEPARENT, next);
    DoorFilter.header(request, "traceresponse", next);
    if (TraceContext.isValid(traceparent)) {
      put(headers, TRACESTATE, request.getHeader("tracestate"));
    }
    if (rpc.isServerStreaming()) {
      put(headers, LAST_EVENT_ID, request.getHeader("Last-Event-ID"));
    }
    if (access.callerContext()) {
      headers.put(CurrentCall.CALLER_ADDRESS_HEADER, addresses.of(request));
      put(headers, CurrentCall.CALLER_AGENT_HEADER, request.getHeader("User-Agent"));
      put(headers, CurrentCall.CALLER_ORIGIN_HEADER, request.getHeader("Origin"));
      put(headers, CurrentCall.CALLER_METHOD_HEADER, request.getMethod());
    }
    return headers;
  }

  /// How long the call may take: what the caller waits for, within its cap, or the default.
  private CallDeadline deadline(HttpServletRequest request) {
    return CallDeadline.of(request, settings);
  }

  /// An upload lasts as long as a stream may, when its caller says nothing.
  Duration uploadDeadline(HttpServletRequest request) {
    return request.getHeader("Request-Timeout") == null
        ? settings.streamDeadline()
        : deadline(request).granted();
  }

  /// How long a server stream may run: never longer than the credential that opened it.
  StreamLife streamLife(HttpServletRequest request) {
    Duration longest = settings.streamDeadline();
    return identification
        .validFor(request)
        .filter(left -> left.compareTo(longest) < 0)
        .map(left -> new StreamLife(left, true))
        .orElse(new StreamLife(longest, false));
  }

  /// The caller's `grpc-timeout` within its cap, or the default of the kind of call.
  Duration nativeDeadline(HttpServletRequest request, MethodDescriptor rpc) {
    boolean stream = rpc.isClientStreaming() || rpc.isServerStreaming();
    Duration most =
        rpc.isServerStreaming()
            ? streamLife(request).longest()
            : stream ? settings.streamDeadline() : settings.deadlineMax();
    String text = request.getHeader(CallDeadline.GRPC);
    if (text == null) {
      return stream ? most : settings.deadline();
    }
    Duration wanted = CallDeadline.grpc(text.strip());
    return wanted.compareTo(most) > 0 ? most : wanted;
  }

  private static void put(Metadata headers, Metadata.Key<String> key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      headers.put(key, printable(value));
    }
  }

  /// gRPC headers are printable ASCII.
  static String printable(String text) {
    String cut = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
