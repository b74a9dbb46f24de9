package io.agencysuite.crm.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.IssueOnboardingLinkRequest;
import io.agencysuite.crm.v1.OnboardTenantRequest;
import io.agencysuite.crm.v1.OnboardTenantResponse;
import io.agencysuite.crm.v1.Tenant;
import io.agencysuite.crm.v1.TenantServiceGrpc;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Status.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnboardingTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @Test
  void setsUpTheFirstAgencyOnce() {
    String used = issue();
    String unused = issue();

    Refusal.expect(
        Code.INVALID_ARGUMENT, "PASSWORD_WEAK", () -> onboard(used, "first", "password1234"));
    OnboardTenantResponse agency = onboard(used, "first", "a password of length");
    assertThat(agency.getTenant().getName()).isEqualTo("tenants/first");
    assertThat(onboard(used, "first", "a password of length")).isEqualTo(agency);

    refuses(used, "second");
    refuses(unused, "third");
    refuses("forged", "fourth");
    Refusal.expect(Code.FAILED_PRECONDITION, "TENANT_PRESENT", OnboardingTest::issue);
  }

  private static void refuses(String token, String tenant) {
    Refusal.expect(
        Code.FAILED_PRECONDITION,
        "LINK_INVALID",
        () -> onboard(token, tenant, "a password of length"));
  }

  private static String issue() {
    return TenantServiceGrpc.newBlockingStub(CRM.as(Identity.operator()))
        .issueOnboardingLink(IssueOnboardingLinkRequest.getDefaultInstance())
        .getToken();
  }

  private static OnboardTenantResponse onboard(String token, String tenant, String password) {
    return TenantServiceGrpc.newBlockingStub(CRM.as(Identity.anonymous()))
        .onboardTenant(
            OnboardTenantRequest.newBuilder()
                .setToken(token)
                .setAgency(
                    CreateTenantRequest.newBuilder()
                        .setTenantId(tenant)
                        .setTenant(Tenant.newBuilder().setDisplayName(tenant))
                        .setOwnerEmail("owner@" + tenant + ".example")
                        .setOwnerPassword(password))
                .build());
  }
}
