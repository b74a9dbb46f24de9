package io.agencysuite.crm.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.ClientServiceGrpc;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.crm.v1.GetClientRequest;
import io.agencysuite.crm.v1.Tenant;
import io.agencysuite.crm.v1.TenantServiceGrpc;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Status.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TenantGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @Test
  void createsTenantWithHouseAndOwnerWhoCanLogIn() {
    CreateTenantResponse created = tenants().createTenant(request("alpha", "anna@alpha.example"));

    AuthenticateUserResponse login =
        users()
            .authenticateUser(
                AuthenticateUserRequest.newBuilder()
                    .setEmail(" Anna@Alpha.example ")
                    .setPassword("correct horse battery")
                    .build());
    assertThat(login.getTenant()).isEqualTo("tenants/alpha");
    assertThat(login.getUser()).isEqualTo(created.getOwner());
    assertThat(login.getGrantsList())
        .singleElement()
        .satisfies(grant -> {
          assertThat(grant.getClient()).isEqualTo("clients/-");
          assertThat(grant.getRole()).isEqualTo(io.agencysuite.common.v1.Role.OWNER);
        });
    assertThat(
            ClientServiceGrpc.newBlockingStub(CRM.owner("alpha"))
                .getClient(GetClientRequest.newBuilder().setName("clients/house").build()))
        .isEqualTo(created.getHouse());
  }

  @Test
  void answersTheSameTenantToARetry() {
    CreateTenantRequest request =
        request("beta", "ben@beta.example").toBuilder().setRequestId("r-1").build();

    CreateTenantResponse first = tenants().createTenant(request);

    assertThat(tenants().createTenant(request)).isEqualTo(first);
    Refusal.expect(
        Code.ALREADY_EXISTS,
        "REQUEST_ID_REUSED",
        () -> tenants().createTenant(request.toBuilder().setOwnerDisplayName("Other").build()));
  }

  @Test
  void refusesTakenIdAndTakenAddressAndLeavesNothingBehind() {
    tenants().createTenant(request("gamma", "gabi@gamma.example"));

    Refusal.expect(
        Code.ALREADY_EXISTS,
        "RESOURCE_EXISTS",
        () -> tenants().createTenant(request("gamma", "other@gamma.example")));
    Refusal.expect(
        Code.ALREADY_EXISTS,
        "EMAIL_TAKEN",
        () -> tenants().createTenant(request("delta", "GABI@gamma.example")));
    tenants().createTenant(request("delta", "other@gamma.example"));
  }

  @Test
  void letsOnlyTheOperatorIn() {
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            TenantServiceGrpc.newBlockingStub(CRM.owner("alpha"))
                .createTenant(request("evil", "eve@evil.example")));
    Refusal.expect(
        Code.UNAUTHENTICATED,
        "CREDENTIAL_INVALID",
        () ->
            TenantServiceGrpc.newBlockingStub(CRM.bare())
                .createTenant(request("evil", "eve@evil.example")));
  }

  @Test
  void namesNoPasswordInAnError() {
    Refusal refusal =
        Refusal.invalid(() ->
            tenants()
                .createTenant(
                    request("short", "s@short.example").toBuilder()
                        .setOwnerPassword("hunter2")
                        .build()));

    assertThat(refusal.message()).contains("owner_password").doesNotContain("hunter2");
  }

  private static CreateTenantRequest request(String id, String email) {
    return CreateTenantRequest.newBuilder()
        .setTenantId(id)
        .setTenant(Tenant.newBuilder().setDisplayName("Agency " + id))
        .setOwnerEmail(email)
        .setOwnerPassword("correct horse battery")
        .build();
  }

  private static TenantServiceGrpc.TenantServiceBlockingStub tenants() {
    return TenantServiceGrpc.newBlockingStub(CRM.as(Identity.operator()));
  }

  private static UserServiceGrpc.UserServiceBlockingStub users() {
    return UserServiceGrpc.newBlockingStub(CRM.as(Identity.service("gateway", "")));
  }
}
