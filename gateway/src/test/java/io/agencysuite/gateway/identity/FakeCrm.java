package io.agencysuite.gateway.identity;

import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.crm.v1.GetUserRequest;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.crm.v1.ResolveEmailRequest;
import io.agencysuite.crm.v1.ResolveEmailResponse;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.crm.v1.TenantServiceGrpc;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A crm with one user, over the wire.
final class FakeCrm implements AutoCloseable {
  static final String EMAIL = "anna@agentur.example";
  static final String PASSWORD = "correct horse battery";
  static final User ANNA =
      User.newBuilder()
          .setName("users/anna")
          .setEmail(EMAIL)
          .setDisplayName("Anna Müller")
          .setState(User.State.ACTIVE)
          .build();

  final AtomicReference<User> user = new AtomicReference<>(ANNA);
  final AtomicReference<List<Grant>> grants =
      new AtomicReference<>(
          List.of(
              Grant.newBuilder().setClient("clients/-").setRole(Role.ANALYST).build(),
              Grant.newBuilder().setClient("clients/acme").setRole(Role.SALES).build()));
  final AtomicInteger resolved = new AtomicInteger();
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  private final Server server;

  FakeCrm() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(new Users())
            .addService(new Tenants())
            .intercept(new Recorder())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers0, ServerCallHandler<Q, R> next) {
      headers.add(headers0);
      return next.startCall(call, headers0);
    }
  }

  private static final class Tenants extends TenantServiceGrpc.TenantServiceImplBase {
    @Override
    public void createTenant(
        CreateTenantRequest request, StreamObserver<CreateTenantResponse> answer) {
      answer.onNext(CreateTenantResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Users extends UserServiceGrpc.UserServiceImplBase {
    @Override
    public void authenticateUser(
        AuthenticateUserRequest request, StreamObserver<AuthenticateUserResponse> answer) {
      if (request.getEmail().equals(EMAIL) && request.getPassword().equals(PASSWORD)) {
        answer.onNext(
            AuthenticateUserResponse.newBuilder()
                .setTenant("tenants/nord")
                .setUser(user.get())
                .addAllGrants(grants.get())
                .build());
        answer.onCompleted();
      } else {
        answer.onError(
            Status.UNAUTHENTICATED.withDescription("no such login").asRuntimeException());
      }
    }

    @Override
    public void resolvePrincipal(
        ResolvePrincipalRequest request, StreamObserver<ResolvePrincipalResponse> answer) {
      resolved.incrementAndGet();
      answer.onNext(
          ResolvePrincipalResponse.newBuilder()
              .setUser(user.get())
              .addAllGrants(grants.get())
              .build());
      answer.onCompleted();
    }

    @Override
    public void resolveEmail(
        ResolveEmailRequest request, StreamObserver<ResolveEmailResponse> answer) {
      if (request.getEmail().equals(EMAIL) && request.getTenant().equals("tenants/nord")) {
        answer.onNext(ResolveEmailResponse.newBuilder().setUser(user.get()).build());
        answer.onCompleted();
      } else {
        answer.onError(Status.NOT_FOUND.withDescription("no such user").asRuntimeException());
      }
    }

    @Override
    public void getUser(GetUserRequest request, StreamObserver<User> answer) {
      answer.onNext(user.get().toBuilder().setName(request.getName()).build());
      answer.onCompleted();
    }
  }
}
