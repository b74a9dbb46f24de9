package io.agencysuite.kit.grpc;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Identity, deadline and circuit breaker of the calls to one service. Only codes that say the
/// service is unwell count as failures.
final class OutgoingCalls implements ClientInterceptor {

  private final CircuitBreaker breaker;
  private final Duration deadline;
  private final Supplier<String> identity;

  OutgoingCalls(CircuitBreaker breaker, Duration deadline, Supplier<String> identity) {
    this.breaker = breaker;
    this.deadline = deadline;
    this.identity = identity;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    if (!breaker.tryAcquirePermission()) {
      throw new StatusRuntimeException(
          Status.UNAVAILABLE.withDescription(
              breaker.getName() + " is failing; calls are held back"));
    }
    CallOptions bounded =
        options.getDeadline() == null
            ? options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
            : options;
    long start = breaker.getCurrentTimestamp();
    return new SimpleForwardingClientCall<>(next.newCall(method, bounded)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        headers.put(CurrentCall.IDENTITY_HEADER, identity.get());
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                report(status, breaker.getCurrentTimestamp() - start);
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }

  private void report(Status status, long duration) {
    switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, DATA_LOSS ->
          breaker.onError(duration, breaker.getTimestampUnit(), status.asRuntimeException());
      case CANCELLED -> breaker.releasePermission();
      default -> breaker.onSuccess(duration, breaker.getTimestampUnit());
    }
  }
}
