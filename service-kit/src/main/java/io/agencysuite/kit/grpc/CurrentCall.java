package io.agencysuite.kit.grpc;

import io.agencysuite.kit.identity.Identity;
import io.grpc.Context;
import io.grpc.Metadata;

/// What the interceptors know of the call that runs on this thread.
public final class CurrentCall {

  /// Carries the signed identity between processes.
  public static final Metadata.Key<String> IDENTITY_HEADER =
      Metadata.Key.of("x-agency-identity", Metadata.ASCII_STRING_MARSHALLER);

  /// Carries the request id from the gateway, for logs.
  public static final Metadata.Key<String> REQUEST_ID_HEADER =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  /// Carries the id that all tries of one call have in common; the gateway makes it.
  public static final Metadata.Key<String> EFFECT_HEADER =
      Metadata.Key.of("x-agency-request-id", Metadata.ASCII_STRING_MARSHALLER);

  /// Carries the caller's address to RPCs that declare `caller_context`.
  public static final Metadata.Key<String> CALLER_ADDRESS_HEADER =
      Metadata.Key.of("x-caller-address", Metadata.ASCII_STRING_MARSHALLER);

  /// Carries the caller's user agent to RPCs that declare `caller_context`.
  public static final Metadata.Key<String> CALLER_AGENT_HEADER =
      Metadata.Key.of("x-caller-agent", Metadata.ASCII_STRING_MARSHALLER);

  /// Carries the origin of the page that calls to RPCs that declare `caller_context`.
  public static final Metadata.Key<String> CALLER_ORIGIN_HEADER =
      Metadata.Key.of("x-caller-origin", Metadata.ASCII_STRING_MARSHALLER);

  /// Is `HEAD` where only the headers of the answer are wanted, for RPCs that declare
  /// `caller_context`; nobody sees the answer then.
  public static final Metadata.Key<String> CALLER_METHOD_HEADER =
      Metadata.Key.of("x-caller-method", Metadata.ASCII_STRING_MARSHALLER);

  static final Context.Key<Identity> IDENTITY = Context.key("identity");
  static final Context.Key<Metadata> HEADERS = Context.key("headers");

  private CurrentCall() {}

  /// The verified caller.
  ///
  /// @throws IllegalStateException outside a call
  public static Identity identity() {
    Identity identity = IDENTITY.get();
    if (identity == null) {
      throw new IllegalStateException("no call runs on this thread");
    }
    return identity;
  }

  /// The tenant of the verified caller.
  public static String tenant() {
    return identity().tenant();
  }

  /// The id that all tries of this call have in common; empty when the caller does not ask for
  /// that, and outside a call. Headers are kept only behind a verified identity, so nobody but the
  /// gateway can have made it.
  public static String requestId() {
    return header(EFFECT_HEADER);
  }

  /// A header of the call; empty when it was not sent.
  public static String header(Metadata.Key<String> key) {
    Metadata headers = HEADERS.get();
    String value = headers == null ? null : headers.get(key);
    return value == null ? "" : value;
  }
}
