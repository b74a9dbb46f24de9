package io.agencysuite.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.common.v1.Money;
import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.v1.CreateGrantRequest;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.CreateOrderRequest;
import io.agencysuite.crm.v1.CreateUserRequest;
import io.agencysuite.crm.v1.DeleteGrantRequest;
import io.agencysuite.crm.v1.DisableUserRequest;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.crm.v1.GrantServiceGrpc;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListGrantsRequest;
import io.agencysuite.crm.v1.Order;
import io.agencysuite.crm.v1.OrderServiceGrpc;
import io.agencysuite.crm.v1.QualifyLeadRequest;
import io.agencysuite.crm.v1.RefundOrderRequest;
import io.agencysuite.crm.v1.SetPasswordRequest;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.grpc.Channel;
import io.grpc.Status.Code;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Calls whose answer was lost and that the gateway sends again with the same request id.
class RetriedCallsTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  private static final String PASSWORD = "correct horse battery";

  @BeforeAll
  static void createTenant() {
    CRM.tenant("alpha");
  }

  private static Channel tries(String requestId) {
    return ServiceUnderTest.tries(CRM.owner("alpha"), requestId);
  }

  @Test
  void refundsOnceThoughTheEtagIsOldByThen() {
    Order order = order();
    RefundOrderRequest refund =
        RefundOrderRequest.newBuilder()
            .setName(order.getName())
            .setRefundId("r1")
            .setAmount(euros(400))
            .setEtag(order.getEtag())
            .build();

    Order first = OrderServiceGrpc.newBlockingStub(tries("refund")).refundOrder(refund);
    Order again = OrderServiceGrpc.newBlockingStub(tries("refund")).refundOrder(refund);

    assertThat(again).isEqualTo(first);
    assertThat(again.getRefundsList()).hasSize(1);
    Refusal.expect(
        Code.ABORTED,
        "ETAG_STALE",
        () -> OrderServiceGrpc.newBlockingStub(tries("other")).refundOrder(refund));
  }

  @Test
  void createsOneOrderWithoutRequestIdInTheMessage() {
    CreateOrderRequest create =
        CreateOrderRequest.newBuilder()
            .setParent("clients/house")
            .setOrder(Order.newBuilder().setTotal(euros(1_000)))
            .build();

    Order first = OrderServiceGrpc.newBlockingStub(tries("create")).createOrder(create);

    assertThat(OrderServiceGrpc.newBlockingStub(tries("create")).createOrder(create))
        .isEqualTo(first);
    assertThat(OrderServiceGrpc.newBlockingStub(tries("another")).createOrder(create).getName())
        .isNotEqualTo(first.getName());
  }

  @Test
  void setsAPasswordOnceThoughTheCurrentOneIsAnotherByThen() {
    User user = user("self@example.com");
    SetPasswordRequest change =
        SetPasswordRequest.newBuilder()
            .setName(user.getName())
            .setCurrentPassword(PASSWORD)
            .setNewPassword("another password")
            .build();
    Channel self =
        CRM.as(
            new Identity(
                Identity.Kind.USER,
                "alpha",
                user.getName(),
                Map.of("house", Set.of(io.agencysuite.kit.identity.Role.SALES))));

    User first =
        UserServiceGrpc.newBlockingStub(ServiceUnderTest.tries(self, "set")).setPassword(change);

    assertThat(
            UserServiceGrpc.newBlockingStub(ServiceUnderTest.tries(self, "set"))
                .setPassword(change))
        .isEqualTo(first);
  }

  @Test
  void disablesOnceThoughTheEtagIsOldByThen() {
    CRM.tenant("pair");
    Channel owner = CRM.owner("pair");
    User second =
        UserServiceGrpc.newBlockingStub(owner)
            .createUser(
                CreateUserRequest.newBuilder()
                    .setUser(
                        User.newBuilder().setEmail("two@pair.example.com").setDisplayName("Two"))
                    .setPassword(PASSWORD)
                    .build());
    DisableUserRequest disable =
        DisableUserRequest.newBuilder().setName(second.getName()).setEtag(second.getEtag()).build();

    User first =
        UserServiceGrpc.newBlockingStub(ServiceUnderTest.tries(owner, "off")).disableUser(disable);

    assertThat(
            UserServiceGrpc.newBlockingStub(ServiceUnderTest.tries(owner, "off"))
                .disableUser(disable))
        .isEqualTo(first);
  }

  @Test
  void doesNotGrantAgainWhatWasTakenBackSince() {
    User user = user("granted@example.com");
    CreateGrantRequest create =
        CreateGrantRequest.newBuilder()
            .setGrant(
                Grant.newBuilder()
                    .setUser(user.getName())
                    .setClient("clients/house")
                    .setRole(Role.ANALYST))
            .build();
    GrantServiceGrpc.GrantServiceBlockingStub grants =
        GrantServiceGrpc.newBlockingStub(tries("grant"));
    Grant grant = grants.createGrant(create);
    GrantServiceGrpc.newBlockingStub(CRM.owner("alpha"))
        .deleteGrant(DeleteGrantRequest.newBuilder().setName(grant.getName()).build());

    grants.createGrant(create);

    assertThat(
            grants
                .listGrants(ListGrantsRequest.newBuilder().setUser(user.getName()).build())
                .getGrantsList())
        .isEmpty();
  }

  @Test
  void qualifiesOnceThoughTheEtagIsOldByThen() {
    Lead lead =
        LeadServiceGrpc.newBlockingStub(CRM.owner("alpha"))
            .createLead(
                CreateLeadRequest.newBuilder()
                    .setParent("clients/house")
                    .setLead(Lead.newBuilder().setFullName("Nora"))
                    .build());
    QualifyLeadRequest qualify =
        QualifyLeadRequest.newBuilder().setName(lead.getName()).setEtag(lead.getEtag()).build();

    Lead first = LeadServiceGrpc.newBlockingStub(tries("qualify")).qualifyLead(qualify);

    assertThat(LeadServiceGrpc.newBlockingStub(tries("qualify")).qualifyLead(qualify))
        .isEqualTo(first);
  }

  private static Order order() {
    return OrderServiceGrpc.newBlockingStub(CRM.owner("alpha"))
        .createOrder(
            CreateOrderRequest.newBuilder()
                .setParent("clients/house")
                .setOrder(Order.newBuilder().setTotal(euros(1_000)))
                .build());
  }

  private static User user(String email) {
    return UserServiceGrpc.newBlockingStub(CRM.owner("alpha"))
        .createUser(
            CreateUserRequest.newBuilder()
                .setUser(User.newBuilder().setEmail(email).setDisplayName("Somebody"))
                .setPassword(PASSWORD)
                .build());
  }

  private static Money euros(long minorUnits) {
    return Money.newBuilder().setMinorUnits(minorUnits).setCurrencyCode("EUR").build();
  }
}
