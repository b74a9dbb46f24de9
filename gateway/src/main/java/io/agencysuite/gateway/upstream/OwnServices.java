package io.agencysuite.gateway.upstream;

import io.agencysuite.kit.grpc.ServerManners;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executors;

/// The gRPC services that the door itself offers. They run in this process behind the same manners
/// as any other service, so that their routes, rules, errors and documents are made the same way.
public final class OwnServices implements AutoCloseable {
  /// The host of their `grpc://` route.
  public static final String NAME = "gateway";

  private final Server server;
  private final ManagedChannel channel;

  public OwnServices(List<BindableService> services, ServerManners manners) {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name)
            .executor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("own-", 0).factory()))
            .addService(new HealthStatusManager().getHealthService())
            .intercept(manners);
    services.forEach(builder::addService);
    try {
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the door's own services", e);
    }
    this.channel = InProcessChannelBuilder.forName(name).build();
  }

  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
