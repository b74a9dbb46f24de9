package io.agencysuite.kit.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Times every call and logs the slow and the failed ones: method, code, duration and request id,
/// never a field of a message.
final class AccessLogInterceptor implements ServerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final MeterRegistry meters;

  AccessLogInterceptor(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Timer.Sample sample = Timer.start(meters);
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            super.close(status, trailers);
            record(call.getMethodDescriptor().getFullMethodName(), status, headers, sample);
          }
        },
        headers);
  }

  private void record(String method, Status status, Metadata headers, Timer.Sample sample) {
    Timer timer =
        meters.timer("grpc.server.calls", "method", method, "code", status.getCode().name());
    Duration took = Duration.ofNanos(sample.stop(timer));
    boolean fault =
        switch (status.getCode()) {
          case INTERNAL, UNKNOWN, UNAVAILABLE, DATA_LOSS, DEADLINE_EXCEEDED -> true;
          default -> false;
        };
    if (fault || took.compareTo(SLOW) > 0) {
      LOG.warn(
          "{} {} {} ms request {}",
          method,
          status.getCode(),
          took.toMillis(),
          headers.get(CurrentCall.REQUEST_ID_HEADER));
    }
  }
}
