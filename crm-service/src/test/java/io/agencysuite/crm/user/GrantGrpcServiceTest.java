package io.agencysuite.crm.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.CreateGrantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.crm.v1.CreateUserRequest;
import io.agencysuite.crm.v1.DeleteGrantRequest;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.crm.v1.GrantServiceGrpc;
import io.agencysuite.crm.v1.GrantServiceGrpc.GrantServiceBlockingStub;
import io.agencysuite.crm.v1.ListGrantsRequest;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrantGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @Test
  void grantsOnceTakesBackAndGrantsAgain() {
    CRM.tenant("alpha");
    User user = user("alpha", "sales@example.com");
    Grant wanted = grant(user, "clients/house", Role.SALES);

    Grant first = create("alpha", wanted);

    assertThat(create("alpha", wanted)).isEqualTo(first);
    assertThat(list("alpha", user)).containsExactly(first);
    delete("alpha", first);
    assertThat(list("alpha", user)).isEmpty();
    Refusal.notFound(() -> delete("alpha", first));
    assertThat(create("alpha", wanted).getName()).isEqualTo(first.getName());
  }

  @Test
  void refusesUnknownUsersAndClientsAndForeignOnes() {
    CRM.tenant("beta");
    CRM.tenant("gamma");
    User foreign = user("gamma", "foreign@example.com");

    Refusal.notFound(() -> create("beta", grant(foreign, "clients/house", Role.SALES)));
    User own = user("beta", "own@example.com");
    Refusal.notFound(() -> create("beta", grant(own, "clients/nothing", Role.SALES)));
    Refusal.invalid(() -> create("beta", grant(own, "clients/house", Role.ROLE_UNSPECIFIED)));
  }

  @Test
  void keepsOneOwnerOfAllClients() {
    CreateTenantResponse tenant = CRM.tenant("delta");
    Grant only = list("delta", tenant.getOwner()).getFirst();

    Refusal.expect(Code.FAILED_PRECONDITION, "LAST_OWNER", () -> delete("delta", only));
    create("delta", grant(user("delta", "heir@example.com"), "clients/-", Role.OWNER));
    delete("delta", only);
  }

  private static Grant grant(User user, String client, Role role) {
    return Grant.newBuilder().setUser(user.getName()).setClient(client).setRole(role).build();
  }

  private static Grant create(String tenant, Grant grant) {
    return owner(tenant).createGrant(CreateGrantRequest.newBuilder().setGrant(grant).build());
  }

  private static void delete(String tenant, Grant grant) {
    owner(tenant).deleteGrant(DeleteGrantRequest.newBuilder().setName(grant.getName()).build());
  }

  private static List<Grant> list(String tenant, User user) {
    return owner(tenant)
        .listGrants(ListGrantsRequest.newBuilder().setUser(user.getName()).build())
        .getGrantsList();
  }

  private static User user(String tenant, String email) {
    return UserServiceGrpc.newBlockingStub(CRM.owner(tenant))
        .createUser(
            CreateUserRequest.newBuilder()
                .setUser(User.newBuilder().setEmail(email).setDisplayName("Somebody"))
                .build());
  }

  private static GrantServiceBlockingStub owner(String tenant) {
    return GrantServiceGrpc.newBlockingStub(CRM.owner(tenant));
  }
}
