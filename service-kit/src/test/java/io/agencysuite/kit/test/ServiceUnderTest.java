package io.agencysuite.kit.test;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.ErrorInterceptor;
import io.agencysuite.kit.grpc.ServerManners;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.time.Ids;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Services behind a real gRPC server on loopback with the real interceptors. Closing it fails if
/// any answer was off the error model.
public final class ServiceUnderTest implements AutoCloseable {

  private final TestKeys keys;
  private final ErrorInterceptor errors;
  private final ScheduledExecutorService scheduler;
  private final Server server;
  private final ManagedChannel channel;

  private ServiceUnderTest(List<? extends BindableService> services, TestKeys keys) {
    this.keys = keys;
    this.errors = new ErrorInterceptor("test", Ids.secure(InstantSource.system()));
    this.scheduler = Executors.newSingleThreadScheduledExecutor();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maxInboundMessageSize(64 * 1024 * 1024)
            .intercept(
                new ServerManners(keys.verifier(), errors, new SimpleMeterRegistry(), scheduler));
    services.forEach(builder::addService);
    try {
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .usePlaintext()
            .maxInboundMessageSize(64 * 1024 * 1024)
            .build();
  }

  public static ServiceUnderTest start(BindableService... services) {
    return new ServiceUnderTest(List.of(services), TestKeys.create());
  }

  /// The port, for callers that open a channel of their own.
  public int port() {
    return server.getPort();
  }

  public TestKeys keys() {
    return keys;
  }

  /// A channel that calls as this identity.
  public Channel as(Identity identity) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, keys.signer().sign(identity));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// A channel that calls as a user holding these roles for all clients of the tenant.
  public Channel as(String tenant, Role... roles) {
    return as(
        new Identity(
            Identity.Kind.USER,
            tenant,
            "users/" + tenant + "-user",
            Map.of(Identity.ALL_CLIENTS, Set.of(roles))));
  }

  /// The same channel for the tries of one call.
  public static Channel tries(Channel channel, String requestId) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.EFFECT_HEADER, requestId);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// A channel without any identity, as of somebody who bypasses the gateway.
  public Channel bare() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdown();
    try {
      if (!server.awaitTermination(5, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    scheduler.shutdownNow();
    if (errors.offModelCount() > 0) {
      throw new AssertionError(
          errors.offModelCount() + " answers were off the error model; the log shows their stacks");
    }
  }
}
