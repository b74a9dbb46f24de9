package io.agencysuite.gateway.upstream;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One service: its channel and its circuit breaker. Only an unreachable or a stuck service counts
/// as a failure; what it says about its callers' mistakes never does.
public final class Backend implements AutoCloseable {
  /// An answer is handed over on the channel's own thread.
  private static final CallOptions DIRECT =
      CallOptions.DEFAULT.withExecutor(MoreExecutors.directExecutor());

  private static final int WINDOW = 4 << 20;
  private static final String TOO_LARGE = "gRPC message exceeds maximum size";

  private final String name;
  private final UpstreamSettings settings;
  private final ManagedChannel channel;
  private final CircuitBreaker breaker;
  private final Retries retries;
  private final Looks looks;

  static Backend at(
      String name, String target, UpstreamSettings settings, RandomGenerator random, Looks looks) {
    return new Backend(
        name,
        NettyChannelBuilder.forTarget(target)
            .usePlaintext()
            .defaultLoadBalancingPolicy("round_robin")
            .maxInboundMessageSize((int) settings.answerMax().toBytes())
            .keepAliveTime(60, TimeUnit.SECONDS)
            // A fixed window spares the pings that measure the line.
            .flowControlWindow(WINDOW)
            .disableRetry()
            .build(),
        settings,
        random,
        looks);
  }

  Backend(
      String name,
      ManagedChannel channel,
      UpstreamSettings settings,
      RandomGenerator random,
      Looks looks) {
    this.name = name;
    this.settings = settings;
    this.channel = channel;
    this.retries = new Retries(random);
    this.looks = looks;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(2))
                .permittedNumberOfCallsInHalfOpenState(5)
                // A probe that is an endless stream must not hold the breaker half open.
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(15))
                .build());
  }

  public String name() {
    return name;
  }

  /// @param repeatable a second try has no second effect
  /// @param caller who is looked after while the service works; leaving cancels the call
  byte[] unary(
      MethodDescriptor<DynamicMessage, byte[]> method,
      DynamicMessage request,
      Metadata headers,
      CallDeadline deadline,
      boolean repeatable,
      HttpServletRequest caller) {
    retries.called();
    for (int attempt = 1; ; attempt++) {
      long start = acquire();
      try {
        byte[] answer =
            UnaryAnswer.of(channel.newCall(method, DIRECT), headers, request, deadline.end())
                .await(caller, looks);
        succeeded(start);
        return answer;
      } catch (StatusException e) {
        StatusRuntimeException failure = e.getStatus().asRuntimeException(e.getTrailers());
        report(failure, start, deadline.granted());
        if (!repeatable || !retries.waitFor(attempt, failure, deadline.end())) {
          throw translated(failure);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        abandoned();
        throw Status.CANCELLED.withCause(e).asRuntimeException();
      }
    }
  }

  /// The caller reports the end of the stream by [#succeeded] or [#report].
  BlockingClientCall<DynamicMessage, DynamicMessage> stream(
      MethodDescriptor<DynamicMessage, DynamicMessage> method,
      DynamicMessage request,
      Metadata headers,
      Duration longest) {
    return ClientCalls.blockingV2ServerStreamingCall(
        with(headers), method, options(longest), request);
  }

  /// A client stream; its caller reports the end.
  BlockingClientCall<DynamicMessage, DynamicMessage> upload(
      MethodDescriptor<DynamicMessage, DynamicMessage> method,
      Metadata headers,
      Duration deadline) {
    return ClientCalls.blockingClientStreamingCall(with(headers), method, options(deadline));
  }

  /// A call of any kind as bytes, with the service's headers and trailers as they come.
  ///
  /// @param single the request, null for a client stream
  BlockingClientCall<byte[], byte[]> open(
      MethodDescriptor<byte[], byte[]> method,
      byte @Nullable [] single,
      Metadata headers,
      Duration deadline,
      AtomicReference<@Nullable Metadata> answerHeaders,
      AtomicReference<@Nullable Metadata> answerTrailers) {
    Channel captured =
        ClientInterceptors.intercept(
            with(headers),
            MetadataUtils.newCaptureMetadataInterceptor(answerHeaders, answerTrailers));
    return single == null
        ? ClientCalls.blockingBidiStreamingCall(captured, method, options(deadline))
        : ClientCalls.blockingV2ServerStreamingCall(captured, method, options(deadline), single);
  }

  long acquire() {
    if (!breaker.tryAcquirePermission()) {
      throw DoorException.of(DoorReason.DEPENDENCY_UNAVAILABLE, name).with("Retry-After", "2");
    }
    return breaker.getCurrentTimestamp();
  }

  void succeeded(long start) {
    breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
  }

  /// The caller left before the service could show how it is.
  void abandoned() {
    breaker.releasePermission();
  }

  void report(StatusRuntimeException e, long start, Duration deadline) {
    long duration = breaker.getCurrentTimestamp() - start;
    boolean failed =
        switch (e.getStatus().getCode()) {
          case UNAVAILABLE -> true;
          // A caller with a tiny timeout must not be able to close the door for others.
          case DEADLINE_EXCEEDED -> deadline.compareTo(settings.deadline()) >= 0;
          default -> false;
        };
    if (failed) {
      breaker.onError(duration, breaker.getTimestampUnit(), e);
    } else {
      breaker.onSuccess(duration, breaker.getTimestampUnit());
    }
    if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
      // A service that has just started should not wait for the channel's long backoff.
      channel.resetConnectBackoff();
    }
  }

  RuntimeException translated(StatusRuntimeException e) {
    String said = e.getStatus().getDescription();
    if (e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
        && said != null
        && said.startsWith(TOO_LARGE)) {
      return DoorException.of(
          DoorReason.ANSWER_TOO_LARGE, Long.toString(settings.answerMax().toBytes()));
    }
    return e;
  }

  /// Asks the service's own health; the answer is a word such as SERVING.
  public String health() {
    try {
      return HealthGrpc.newBlockingStub(channel)
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus()
          .name();
    } catch (StatusRuntimeException e) {
      channel.resetConnectBackoff();
      return e.getStatus().getCode().name();
    }
  }

  /// Runs a call of a stub under the breaker.
  public <T> T guarded(Supplier<T> call) {
    long start = acquire();
    try {
      T answer = call.get();
      succeeded(start);
      return answer;
    } catch (StatusRuntimeException e) {
      report(e, start, settings.deadline());
      throw e;
    }
  }

  /// The channel for calls that carry their own identity.
  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Channel with(Metadata headers) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static CallOptions options(Duration deadline) {
    return CallOptions.DEFAULT.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }
}
