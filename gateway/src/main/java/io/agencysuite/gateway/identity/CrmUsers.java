package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.ResolveEmailRequest;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.gateway.upstream.Backend;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The questions about people that the door asks crm.
final class CrmUsers {
  private static final int DEADLINE_SECONDS = 10;
  private static final String NAME = "gateway";

  private final Supplier<Backend> crm;
  private final IdentitySigner signer;

  /// @param crm asked for at the first call: the door's own services need this, and are needed by
  ///   it
  CrmUsers(Supplier<Backend> crm, IdentitySigner signer) {
    this.crm = crm;
    this.signer = signer;
  }

  AuthenticateUserResponse authenticate(String email, String password) {
    return crm.get()
        .guarded(() ->
            stub("")
                .authenticateUser(
                    AuthenticateUserRequest.newBuilder()
                        .setEmail(email)
                        .setPassword(password)
                        .build()));
  }

  ResolvePrincipalResponse resolve(String tenant, String user) {
    return crm.get()
        .guarded(() ->
            stub(Principal.id(tenant))
                .resolvePrincipal(
                    ResolvePrincipalRequest.newBuilder().setTenant(tenant).setUser(user).build()));
  }

  /// The active user with the address.
  User withEmail(String tenant, String email) {
    return crm.get()
        .guarded(() ->
            stub(Principal.id(tenant))
                .resolveEmail(
                    ResolveEmailRequest.newBuilder().setTenant(tenant).setEmail(email).build())
                .getUser());
  }

  private UserServiceGrpc.UserServiceBlockingStub stub(String tenant) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, signer.sign(Identity.service(NAME, tenant)));
    return UserServiceGrpc.newBlockingStub(crm.get().channel())
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
