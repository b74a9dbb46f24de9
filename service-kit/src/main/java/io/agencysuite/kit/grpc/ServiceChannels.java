package io.agencysuite.kit.grpc;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// One long-lived channel per service. Every call carries this service's signed identity, has a
/// deadline and goes through the service's circuit breaker.
public final class ServiceChannels implements AutoCloseable {

  private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private final UpstreamSettings upstream;
  private final IdentitySettings identity;
  private final IdentitySigner signer;
  private final Map<String, Upstream> upstreams = new ConcurrentHashMap<>();

  private record Upstream(ManagedChannel channel, CircuitBreaker breaker) {}

  public ServiceChannels(
      UpstreamSettings upstream, IdentitySettings identity, IdentitySigner signer) {
    this.upstream = upstream;
    this.identity = identity;
    this.signer = signer;
  }

  /// A channel to the service, acting as this service within the tenant.
  public Channel channel(String service, String tenant) {
    Upstream target = upstreams.computeIfAbsent(service, this::open);
    return ClientInterceptors.intercept(
        target.channel(),
        new OutgoingCalls(
            target.breaker(),
            upstream.deadline(),
            () -> signer.sign(Identity.service(identity.name(), tenant))));
  }

  @Override
  public void close() {
    upstreams.values().forEach(u -> u.channel().shutdown());
    upstreams.values().forEach(ServiceChannels::awaitEnd);
  }

  private static void awaitEnd(Upstream upstream) {
    try {
      if (!upstream.channel().awaitTermination(2, TimeUnit.SECONDS)) {
        upstream.channel().shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Upstream open(String service) {
    String address = upstream.address().get(service);
    if (address == null) {
      throw new IllegalStateException(
          "agency.upstream.address." + service + ": missing (expected: a gRPC target)");
    }
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(address)
            .usePlaintext()
            .defaultLoadBalancingPolicy("round_robin")
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .keepAliveTime(60, TimeUnit.SECONDS)
            .build();
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(50)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(5)
            .build();
    return new Upstream(channel, CircuitBreaker.of(service, config));
  }
}
