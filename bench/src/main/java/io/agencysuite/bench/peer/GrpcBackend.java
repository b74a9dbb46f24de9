package io.agencysuite.bench.peer;

import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.kit.grpc.ErrorInterceptor;
import io.agencysuite.kit.grpc.ServerManners;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.agencysuite.kit.time.Ids;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/** The service behind the gateway: contract, interceptors and executor of a real one, no store. */
public final class GrpcBackend {
  private static final User ANNA =
      User.newBuilder()
          .setName("users/anna")
          .setEmail("anna@agentur.example")
          .setDisplayName("Anna")
          .setState(User.State.ACTIVE)
          .build();
  private static final Grant OWNER =
      Grant.newBuilder().setClient("clients/-").setRole(Role.OWNER).build();

  private GrpcBackend() {}

  public static void main(String[] args) throws Exception {
    PeerSettings settings = PeerSettings.read();
    InstantSource clock = InstantSource.system();
    ServerManners manners =
        new ServerManners(
            new IdentityVerifier(settings.identity(), clock),
            new ErrorInterceptor(settings.name(), Ids.secure(clock)),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("deadlines").factory()));
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()),
                InsecureServerCredentials.create())
            .flowControlWindow(1 << 20)
            .executor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("grpc-", 0).factory()))
            .addService(new HealthStatusManager().getHealthService())
            .addService(new GrpcLeads())
            .addService(new Users())
            .intercept(manners)
            .build()
            .start();
    server.awaitTermination();
  }

  private static final class Users extends UserServiceGrpc.UserServiceImplBase {

    @Override
    public void authenticateUser(
        AuthenticateUserRequest request, StreamObserver<AuthenticateUserResponse> observer) {
      Unary.reply(
          observer,
          () ->
              AuthenticateUserResponse.newBuilder()
                  .setTenant("tenants/bench")
                  .setUser(ANNA)
                  .addGrants(OWNER)
                  .build());
    }

    @Override
    public void resolvePrincipal(
        ResolvePrincipalRequest request, StreamObserver<ResolvePrincipalResponse> observer) {
      Unary.reply(
          observer,
          () -> ResolvePrincipalResponse.newBuilder().setUser(ANNA).addGrants(OWNER).build());
    }
  }
}
