package io.agencysuite.metrics;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.Role;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/// The service as it starts in production, on a free port of loopback, with a store of its own.
public final class MetricsServer implements AutoCloseable {

  private static final InstantSource SYSTEM = Clock.tickMillis(ZoneOffset.UTC);

  private static @Nullable MetricsServer shared;

  private final ConfigurableApplicationContext context;
  private final ManagedChannel channel;
  private final IdentitySigner gateway;

  private MetricsServer(Path directory, InstantSource clock, String... more) {
    Path keys = directory.resolve("keys");
    this.gateway =
        new IdentitySigner(new IdentitySettings("gateway", keys, Duration.ofSeconds(60)), clock);
    int[] port = new int[1];
    String[] arguments = new String[more.length + 3];
    arguments[0] = "--spring.grpc.server.port=0";
    arguments[1] = "--agency.identity.key-directory=" + keys;
    arguments[2] = "--agency.store.directory=" + directory.resolve("store");
    System.arraycopy(more, 0, arguments, 3, more.length);
    this.context =
        new SpringApplicationBuilder(MetricsApplication.class)
            .initializers(beans -> register((GenericApplicationContext) beans, clock))
            .listeners(event -> {
              if (event instanceof GrpcServerStartedEvent started) {
                port[0] = started.getPort();
              }
            })
            .run(arguments);
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port[0])
            .usePlaintext()
            .maxInboundMessageSize(64 * 1024 * 1024)
            .build();
  }

  /// One server for all test classes of this process; tests keep apart by their clients.
  public static synchronized MetricsServer shared() {
    MetricsServer server = shared;
    if (server == null) {
      try {
        server = new MetricsServer(Files.createTempDirectory("metrics"), SYSTEM);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      shared = server;
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    }
    return server;
  }

  /// A server on this directory, which may hold what a former one left.
  public static MetricsServer start(Path directory, String... arguments) {
    return new MetricsServer(directory, SYSTEM, arguments);
  }

  /// The same by a clock of one's own.
  public static MetricsServer start(Path directory, InstantSource clock, String... arguments) {
    return new MetricsServer(directory, clock, arguments);
  }

  private static void register(GenericApplicationContext beans, InstantSource clock) {
    beans.registerBean(
        "testClock", InstantSource.class, () -> clock, bean -> bean.setPrimary(true));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public Channel as(Identity identity) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, gateway.sign(identity));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  public Channel as(String tenant, Role... roles) {
    return as(
        new Identity(
            Identity.Kind.USER,
            tenant,
            "users/" + tenant,
            Map.of(Identity.ALL_CLIENTS, Set.of(roles))));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    context.close();
  }
}
