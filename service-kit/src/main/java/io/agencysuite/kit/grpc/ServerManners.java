package io.agencysuite.kit.grpc;

import io.agencysuite.kit.identity.IdentityVerifier;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/// All server interceptors in their one right order: log, errors, deadline, identity, validation.
public final class ServerManners implements ServerInterceptor {

  /// The longest a call may take, and the deadline of one that comes without.
  static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final List<ServerInterceptor> innermostFirst;

  public ServerManners(
      IdentityVerifier verifier,
      ErrorInterceptor errors,
      MeterRegistry meters,
      ScheduledExecutorService scheduler) {
    this.innermostFirst =
        List.of(
            new ValidationInterceptor(),
            new IdentityInterceptor(verifier),
            new DeadlineInterceptor(LONGEST_CALL, scheduler),
            errors,
            new AccessLogInterceptor(meters));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    ServerCallHandler<Q, R> handler = next;
    for (ServerInterceptor interceptor : innermostFirst) {
      handler = around(interceptor, handler);
    }
    return handler.startCall(call, headers);
  }

  private static <Q, R> ServerCallHandler<Q, R> around(
      ServerInterceptor interceptor, ServerCallHandler<Q, R> next) {
    return (call, headers) -> interceptor.interceptCall(call, headers, next);
  }
}
