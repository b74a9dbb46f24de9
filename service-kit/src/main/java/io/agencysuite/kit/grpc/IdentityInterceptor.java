package io.agencysuite.kit.grpc;

import com.google.protobuf.Message;
import io.agencysuite.kit.error.Unauthenticated;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/// Verifies the signed identity of a call, then lets each message through only if [AccessRules]
/// allow it. Whoever calls without an identity is refused, also for public RPCs: those carry the
/// gateway's anonymous identity.
final class IdentityInterceptor implements ServerInterceptor {

  private final IdentityVerifier verifier;
  private final AccessRules rules = new AccessRules();

  IdentityInterceptor(IdentityVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!AccessRules.guards(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    Identity caller = verified(headers.get(CurrentCall.IDENTITY_HEADER));
    Context context =
        Context.current()
            .withValue(CurrentCall.IDENTITY, caller)
            .withValue(CurrentCall.HEADERS, headers);
    return new SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(context, call, headers, next)) {
      @Override
      public void onMessage(Q message) {
        rules.check(call.getMethodDescriptor(), (Message) message, caller);
        super.onMessage(message);
      }
    };
  }

  private Identity verified(@org.jspecify.annotations.Nullable String token) {
    if (token == null) {
      throw new Unauthenticated(
          "CREDENTIAL_INVALID", "no signed identity (expected: a call through the gateway)");
    }
    return verifier
        .verify(token)
        .orElseThrow(() ->
            new Unauthenticated(
                "CREDENTIAL_INVALID",
                "the signed identity is expired, forged or of an unknown issuer"));
  }
}
