package io.agencysuite.crm.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.CreateUserRequest;
import io.agencysuite.crm.v1.DisableUserRequest;
import io.agencysuite.crm.v1.GetUserRequest;
import io.agencysuite.crm.v1.ListUsersRequest;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.SetPasswordRequest;
import io.agencysuite.crm.v1.UpdateUserRequest;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.crm.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Claims;
import io.grpc.Status.Code;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserGrpcServiceTest {

  private static final String PASSWORD = "a password of length";

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenants() {
    CRM.tenant("alpha");
    CRM.tenant("beta");
  }

  @Test
  void keepsAddressesUniqueOverTheInstallation() {
    create("alpha", "uli@example.com");

    Refusal.expect(Code.ALREADY_EXISTS, "EMAIL_TAKEN", () -> create("beta", "ULI@Example.com"));
    Refusal.invalid(() -> create("beta", "no address"));
  }

  @Test
  void createsOnceUnderOneRequestId() {
    CreateUserRequest request = request("once@example.com").toBuilder().setRequestId("r-1").build();

    User first = owner("alpha").createUser(request);

    assertThat(owner("alpha").createUser(request)).isEqualTo(first);
  }

  @Test
  void freesAnAddressThatACrashLeftWithoutItsUser() {
    UserStore store = new UserStore(CRM.database(), new Claims(CRM.database(), CRM.clock()));
    store.reserve(UserStore.key("alpha", "never-stored"), "orphan@example.com");

    User user = create("beta", "orphan@example.com");

    assertThat(user.getEmail()).isEqualTo("orphan@example.com");
  }

  @Test
  void movesToAnotherAddressAndFreesTheOldOne() {
    User user = create("alpha", "old@example.com");

    User moved =
        owner("alpha")
            .updateUser(
                UpdateUserRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setName(user.getName())
                            .setEtag(user.getEtag())
                            .setEmail("New@example.com"))
                    .build());

    assertThat(moved.getEmail()).isEqualTo("new@example.com");
    assertThat(login("new@example.com", PASSWORD)).isEqualTo(user.getName());
    refuseLogin("old@example.com", PASSWORD);
    create("beta", "old@example.com");
    Refusal.expect(
        Code.ABORTED,
        "ETAG_STALE",
        () ->
            owner("alpha")
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(user.toBuilder().setEmail("third@example.com"))
                        .build()));
  }

  @Test
  void refusesAnAddressOfSomebodyElseAndKeepsTheOwn() {
    create("alpha", "first@example.com");
    User second = create("alpha", "second@example.com");

    Refusal.expect(
        Code.ALREADY_EXISTS,
        "EMAIL_TAKEN",
        () ->
            owner("alpha")
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(
                            User.newBuilder()
                                .setName(second.getName())
                                .setEmail("first@example.com"))
                        .build()));
    assertThat(login("second@example.com", PASSWORD)).isEqualTo(second.getName());
  }

  @Test
  void refusesWrongPasswordsUnknownAndDisabledUsersAlike() {
    User user = create("alpha", "gone@example.com");
    owner("alpha").disableUser(DisableUserRequest.newBuilder().setName(user.getName()).build());

    String disabled = refuseLogin("gone@example.com", PASSWORD);
    assertThat(refuseLogin("nobody@example.com", PASSWORD)).isEqualTo(disabled);
    assertThat(refuseLogin("owner@alpha.example.com", "wrong password")).isEqualTo(disabled);
    assertThat(resolve("alpha", user).getGrantsList()).isEmpty();
  }

  @Test
  void letsUsersSetTheirOwnPasswordOnlyWithTheCurrentOne() {
    User user = create("alpha", "self@example.com");
    UserServiceBlockingStub self = self("alpha", user);

    Refusal.expect(
        Code.FAILED_PRECONDITION,
        "LOGIN_REFUSED",
        () -> self.setPassword(password(user, "wrong password", "another password")));
    self.setPassword(password(user, PASSWORD, "another password"));
    assertThat(login("self@example.com", "another password")).isEqualTo(user.getName());
    User other = create("alpha", "other@example.com");
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () -> self.setPassword(password(other, PASSWORD, "stolen password")));
    owner("alpha").setPassword(password(other, "", "given by the owner"));
    assertThat(login("other@example.com", "given by the owner")).isEqualTo(other.getName());
  }

  @Test
  void keepsTheLastOwner() {
    User owner = CRM.tenant("last").getOwner();

    Refusal.expect(
        Code.FAILED_PRECONDITION,
        "LAST_OWNER",
        () ->
            owner("last")
                .disableUser(DisableUserRequest.newBuilder().setName(owner.getName()).build()));
  }

  @Test
  void hidesForeignUsersAndInternalCalls() {
    User user = create("alpha", "hidden@example.com");

    Refusal.notFound(
        () -> owner("beta").getUser(GetUserRequest.newBuilder().setName(user.getName()).build()));
    assertThat(owner("beta").listUsers(ListUsersRequest.getDefaultInstance()).getUsersList())
        .extracting(User::getEmail)
        .doesNotContain("hidden@example.com");
    Refusal.notFound(() -> resolve("beta", user));
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            owner("alpha")
                .resolvePrincipal(
                    ResolvePrincipalRequest.newBuilder()
                        .setTenant("tenants/alpha")
                        .setUser(user.getName())
                        .build()));
  }

  private static io.agencysuite.crm.v1.ResolvePrincipalResponse resolve(String tenant, User user) {
    return gateway()
        .resolvePrincipal(
            ResolvePrincipalRequest.newBuilder()
                .setTenant("tenants/" + tenant)
                .setUser(user.getName())
                .build());
  }

  private static String login(String email, String password) {
    return gateway()
        .authenticateUser(
            AuthenticateUserRequest.newBuilder().setEmail(email).setPassword(password).build())
        .getUser()
        .getName();
  }

  private static String refuseLogin(String email, String password) {
    return Refusal.expect(Code.UNAUTHENTICATED, "LOGIN_REFUSED", () -> login(email, password))
        .message();
  }

  private static SetPasswordRequest password(User user, String current, String next) {
    return SetPasswordRequest.newBuilder()
        .setName(user.getName())
        .setCurrentPassword(current)
        .setNewPassword(next)
        .build();
  }

  private static User create(String tenant, String email) {
    return owner(tenant).createUser(request(email));
  }

  private static CreateUserRequest request(String email) {
    return CreateUserRequest.newBuilder()
        .setUser(User.newBuilder().setEmail(email).setDisplayName("Somebody"))
        .setPassword(PASSWORD)
        .build();
  }

  private static UserServiceBlockingStub self(String tenant, User user) {
    return UserServiceGrpc.newBlockingStub(
        CRM.as(
            new Identity(
                Identity.Kind.USER, tenant, user.getName(), Map.of("house", Set.of(Role.SALES)))));
  }

  private static UserServiceBlockingStub owner(String tenant) {
    return UserServiceGrpc.newBlockingStub(CRM.owner(tenant));
  }

  private static UserServiceBlockingStub gateway() {
    return UserServiceGrpc.newBlockingStub(CRM.as(Identity.service("gateway", "")));
  }
}
