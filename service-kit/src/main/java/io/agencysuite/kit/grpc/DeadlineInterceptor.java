package io.agencysuite.kit.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives every call that comes without a deadline the longest one allowed.
final class DeadlineInterceptor implements ServerInterceptor {

  private final Duration longest;
  private final ScheduledExecutorService scheduler;

  DeadlineInterceptor(Duration longest, ScheduledExecutorService scheduler) {
    this.longest = longest;
    this.scheduler = scheduler;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (Context.current().getDeadline() != null
        || !AccessRules.guards(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(longest.toMillis(), TimeUnit.MILLISECONDS, scheduler);
    return new SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(context, call, headers, next)) {
      @Override
      public void onComplete() {
        super.onComplete();
        context.cancel(null);
      }

      @Override
      public void onCancel() {
        super.onCancel();
        context.cancel(null);
      }
    };
  }
}
