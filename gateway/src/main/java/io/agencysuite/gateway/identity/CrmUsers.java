package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.gateway.upstream.Backend;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;

/// The two questions about people that the door asks crm.
final class CrmUsers {
  private static final int DEADLINE_SECONDS = 10;
  private static final String NAME = "gateway";

  private final Backend crm;
  private final IdentitySigner signer;

  CrmUsers(Backend crm, IdentitySigner signer) {
    this.crm = crm;
    this.signer = signer;
  }

  AuthenticateUserResponse authenticate(String email, String password) {
    return crm.guarded(() ->
        stub("")
            .authenticateUser(
                AuthenticateUserRequest.newBuilder()
                    .setEmail(email)
                    .setPassword(password)
                    .build()));
  }

  ResolvePrincipalResponse resolve(String tenant, String user) {
    return crm.guarded(() ->
        stub(Principal.id(tenant))
            .resolvePrincipal(
                ResolvePrincipalRequest.newBuilder().setTenant(tenant).setUser(user).build()));
  }

  private UserServiceGrpc.UserServiceBlockingStub stub(String tenant) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, signer.sign(Identity.service(NAME, tenant)));
    return UserServiceGrpc.newBlockingStub(crm.channel())
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
