package io.agencysuite.kit.grpc;

import com.google.rpc.Code;
import com.mongodb.MongoException;
import com.mongodb.MongoOperationTimeoutException;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.time.Ids;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a method throws into a conforming status, and whatever else leaves the server
/// without an `ErrorInfo` into a counted bug.
public final class ErrorInterceptor implements ServerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorInterceptor.class);

  private final String domain;
  private final Ids ids;
  private final AtomicLong offModel = new AtomicLong();

  /// @param domain the service's name, for example `crm`
  public ErrorInterceptor(String domain, Ids ids) {
    this.domain = domain;
    this.ids = ids;
  }

  /// How often a status left this server that no [ServiceException] or known cause explains.
  public long offModelCount() {
    return offModel.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Guarded<Q, R> guarded = new Guarded<>(call);
    try {
      return new GuardedListener<>(next.startCall(guarded, headers), guarded);
    } catch (RuntimeException e) {
      guarded.fail(e);
      return new ServerCall.Listener<>() {};
    }
  }

  private final class Guarded<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private boolean closed;

    Guarded(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (closed) {
        return;
      }
      closed = true;
      boolean conforms =
          status.isOk()
              || Statuses.errorInfo(StatusProto.fromStatusAndTrailers(status, trailers))
                  .isPresent();
      if (conforms) {
        super.close(status, trailers);
      } else {
        closeTranslated(status.asRuntimeException(trailers));
      }
    }

    void fail(RuntimeException e) {
      if (!closed) {
        closed = true;
        closeTranslated(e);
      }
    }

    private void closeTranslated(RuntimeException e) {
      StatusRuntimeException translated =
          StatusProto.toStatusRuntimeException(
              translate(e, getMethodDescriptor().getFullMethodName()));
      Metadata trailers = translated.getTrailers();
      super.close(translated.getStatus(), trailers == null ? new Metadata() : trailers);
    }
  }

  private static final class GuardedListener<Q, R> extends SimpleForwardingServerCallListener<Q> {

    private final Guarded<Q, R> call;

    GuardedListener(ServerCall.Listener<Q> listener, Guarded<Q, R> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guard(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guard(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guard(super::onReady);
    }

    private void guard(Runnable step) {
      if (call.closed) {
        return;
      }
      try {
        step.run();
      } catch (RuntimeException e) {
        call.fail(e);
      }
    }
  }

  private com.google.rpc.Status translate(RuntimeException e, String method) {
    return switch (e) {
      case ServiceException known -> Statuses.of(known, domain);
      case StatusRuntimeException remote -> remote(remote, method);
      case MongoOperationTimeoutException _ -> late(method);
      case MongoException store when isUnavailable(store) -> {
        LOG.warn("{}: the store does not answer", method, store);
        yield Statuses.of(
            Code.UNAVAILABLE,
            "DEPENDENCY_UNAVAILABLE",
            "the store does not answer (expected: try again later)",
            Map.of(),
            domain);
      }
      default -> bug(e, method);
    };
  }

  private com.google.rpc.Status remote(StatusRuntimeException e, String method) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status != null && Statuses.errorInfo(status).isPresent()) {
      return status;
    }
    return switch (e.getStatus().getCode()) {
      case DEADLINE_EXCEEDED -> late(method);
      case CANCELLED ->
          Statuses.of(Code.CANCELLED, "DEADLINE_PASSED", "the caller gave up", Map.of(), domain);
      case UNAVAILABLE ->
          Statuses.of(
              Code.UNAVAILABLE,
              "DEPENDENCY_UNAVAILABLE",
              "a service that this call needs does not answer (expected: try again later)",
              Map.of(),
              domain);
      default -> bug(e, method);
    };
  }

  private com.google.rpc.Status bug(RuntimeException e, String method) {
    if (Context.current().isCancelled()) {
      return late(method);
    }
    offModel.incrementAndGet();
    String incident = ids.next();
    LOG.error("{}: incident {}", method, incident, e);
    return Statuses.of(
        Code.INTERNAL,
        "INTERNAL_ERROR",
        "internal error, incident " + incident,
        Map.of("incident", incident),
        domain);
  }

  private com.google.rpc.Status late(String method) {
    return Statuses.of(
        Code.DEADLINE_EXCEEDED,
        "DEADLINE_PASSED",
        method + " took longer than its deadline",
        Map.of(),
        domain);
  }

  private static boolean isUnavailable(MongoException e) {
    return e instanceof com.mongodb.MongoTimeoutException
        || e instanceof com.mongodb.MongoSocketException
        || e instanceof com.mongodb.MongoNotPrimaryException
        || e instanceof com.mongodb.MongoNodeIsRecoveringException
        || e.getCode() == OUT_OF_DISK_SPACE;
  }

  private static final int OUT_OF_DISK_SPACE = 14031;
}
