package io.agencysuite.crm.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.CreateUserRequest;
import io.agencysuite.crm.v1.DisableUserRequest;
import io.agencysuite.crm.v1.IssueOperatorLinkRequest;
import io.agencysuite.crm.v1.IssueUserLinkRequest;
import io.agencysuite.crm.v1.IssueUserLinkResponse;
import io.agencysuite.crm.v1.LinkPurpose;
import io.agencysuite.crm.v1.ReadUserLinkRequest;
import io.agencysuite.crm.v1.ReadUserLinkResponse;
import io.agencysuite.crm.v1.RedeemUserLinkRequest;
import io.agencysuite.crm.v1.SetPasswordRequest;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserLinkServiceGrpc;
import io.agencysuite.crm.v1.UserLinkServiceGrpc.UserLinkServiceBlockingStub;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserLinkGrpcServiceTest {

  private static final String PASSWORD = "a password of length";

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenants() {
    CRM.tenant("alpha");
    CRM.tenant("beta");
  }

  @Test
  void invitesAUserOnce() {
    User user = create("alpha", "invited@example.com");
    IssueUserLinkResponse link = issue("alpha", user);

    ReadUserLinkResponse read = anybody().readUserLink(read(link.getToken()));
    assertThat(read.getEmail()).isEqualTo("invited@example.com");
    assertThat(read.getPurpose()).isEqualTo(LinkPurpose.INVITATION);
    redeem(link.getToken(), PASSWORD);

    assertThat(authenticates("invited@example.com", PASSWORD)).isTrue();
    refuses(link.getToken());
  }

  @Test
  void resetsAPasswordAndCountsIt() {
    User user = create("alpha", "forgetful@example.com");
    redeem(issue("alpha", user).getToken(), PASSWORD);
    IssueUserLinkResponse first = issue("alpha", user);
    IssueUserLinkResponse second = issue("alpha", user);
    assertThat(first.getPurpose()).isEqualTo(LinkPurpose.RESET);

    redeem(second.getToken(), "another password of length");

    refuses(first.getToken());
    assertThat(authenticates("forgetful@example.com", PASSWORD)).isFalse();
    assertThat(
            users("alpha")
                .listUsers(io.agencysuite.crm.v1.ListUsersRequest.newBuilder().build())
                .getUsersList())
        .filteredOn(found -> found.getName().equals(user.getName()))
        .singleElement()
        .extracting(User::getPasswordVersion)
        .isEqualTo(2L);
  }

  @Test
  void refusesALinkAfterItsTime() {
    IssueUserLinkResponse link = issue("alpha", create("alpha", "late@example.com"));

    CRM.clock().advance(Duration.ofDays(7).plusSeconds(1));

    refuses(link.getToken());
  }

  @Test
  void refusesALinkOfADisabledUser() {
    User user = create("alpha", "leaver@example.com");
    IssueUserLinkResponse link = issue("alpha", user);
    users("alpha").disableUser(DisableUserRequest.newBuilder().setName(user.getName()).build());

    refuses(link.getToken());
    Refusal.expect(Code.FAILED_PRECONDITION, "STATE_FORBIDS", () -> issue("alpha", user));
  }

  @Test
  void refusesForgedLinks() {
    String token = issue("alpha", create("alpha", "target@example.com")).getToken();

    refuses("x");
    refuses(token.substring(0, token.length() - 4) + "AAAA");
    String none = "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + ".";
    refuses(none);
  }

  @Test
  void issuesLinksToWhoMayOnly() {
    User user = create("alpha", "guarded@example.com");

    Refusal.notFound(() -> issue("beta", user));
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            UserLinkServiceGrpc.newBlockingStub(CRM.as("alpha", Identity.ALL_CLIENTS, Role.PLANNER))
                .issueUserLink(IssueUserLinkRequest.newBuilder().setName(user.getName()).build()));
    String token =
        UserLinkServiceGrpc.newBlockingStub(CRM.as(Identity.operator()))
            .issueOperatorLink(
                IssueOperatorLinkRequest.newBuilder().setEmail("Guarded@example.com").build())
            .getToken();
    assertThat(anybody().readUserLink(read(token)).getEmail()).isEqualTo("guarded@example.com");
  }

  @Test
  void refusesPasswordsThatAreTriedFirst() {
    User user = create("alpha", "weak@example.com");
    String token = issue("alpha", user).getToken();

    for (String weak :
        new String[] {"password1234", "aaaaaaaaaaaa", "123456789012", "weak@example.com"}) {
      Refusal.expect(Code.INVALID_ARGUMENT, "PASSWORD_WEAK", () -> redeem(token, weak));
    }
    Refusal.expect(
        Code.INVALID_ARGUMENT,
        "PASSWORD_WEAK",
        () ->
            users("alpha")
                .setPassword(
                    SetPasswordRequest.newBuilder()
                        .setName(user.getName())
                        .setNewPassword("qwertyuiop12")
                        .build()));
    redeem(token, PASSWORD);
  }

  private static void refuses(String token) {
    Refusal.expect(
        Code.FAILED_PRECONDITION, "LINK_INVALID", () -> anybody().readUserLink(read(token)));
    Refusal.expect(Code.FAILED_PRECONDITION, "LINK_INVALID", () -> redeem(token, PASSWORD));
  }

  private static ReadUserLinkRequest read(String token) {
    return ReadUserLinkRequest.newBuilder().setToken(token).build();
  }

  private static void redeem(String token, String password) {
    anybody()
        .redeemUserLink(
            RedeemUserLinkRequest.newBuilder().setToken(token).setNewPassword(password).build());
  }

  private static boolean authenticates(String email, String password) {
    try {
      UserServiceGrpc.newBlockingStub(CRM.as(Identity.service("gateway", "")))
          .authenticateUser(
              AuthenticateUserRequest.newBuilder().setEmail(email).setPassword(password).build());
      return true;
    } catch (io.grpc.StatusRuntimeException e) {
      return false;
    }
  }

  private static IssueUserLinkResponse issue(String tenant, User user) {
    return UserLinkServiceGrpc.newBlockingStub(CRM.owner(tenant))
        .issueUserLink(IssueUserLinkRequest.newBuilder().setName(user.getName()).build());
  }

  private static User create(String tenant, String email) {
    return users(tenant)
        .createUser(
            CreateUserRequest.newBuilder()
                .setUser(User.newBuilder().setEmail(email).setDisplayName("Somebody"))
                .build());
  }

  private static UserServiceGrpc.UserServiceBlockingStub users(String tenant) {
    return UserServiceGrpc.newBlockingStub(CRM.owner(tenant));
  }

  private static UserLinkServiceBlockingStub anybody() {
    return UserLinkServiceGrpc.newBlockingStub(CRM.as(Identity.anonymous()));
  }
}
