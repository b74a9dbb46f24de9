package io.agencysuite.crm.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.agencysuite.common.v1.Money;
import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.BatchCreateOrdersRequest;
import io.agencysuite.crm.v1.BatchCreateOrdersResponse;
import io.agencysuite.crm.v1.CancelOrderRequest;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.CreateOrderRequest;
import io.agencysuite.crm.v1.GetOrderRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListOrdersRequest;
import io.agencysuite.crm.v1.ListOrdersResponse;
import io.agencysuite.crm.v1.Order;
import io.agencysuite.crm.v1.OrderLine;
import io.agencysuite.crm.v1.OrderServiceGrpc;
import io.agencysuite.crm.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.agencysuite.crm.v1.RefundOrderRequest;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.state.v1.OrderState;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenants() {
    CRM.tenant("alpha");
    CRM.tenant("beta");
  }

  @Test
  void answersTheStoredOrderToTheSameExternalIdAndRefusesAnother() {
    Order first = create(order(1_000).setExternalId("shop-1"));

    assertThat(create(order(1_000).setExternalId("shop-1"))).isEqualTo(first);
    Refusal refusal =
        Refusal.expect(
            Code.ALREADY_EXISTS,
            "EXTERNAL_ID_TAKEN",
            () -> create(order(1_001).setExternalId("shop-1")));
    assertThat(refusal.message()).contains("shop-1");
    refund(first, "r", 400);
    assertThat(create(order(1_000).setExternalId("shop-1")).getRefundedTotal())
        .isEqualTo(euros(400));
  }

  @Test
  void givesBackPartsUpToTheTotalAndTellsMetrics() {
    Order order = create(order(1_000));

    refund(order, "first", 600);
    assertThat(refund(order, "first", 600).getRefundsList()).hasSize(1);
    Refusal.expect(
        Code.FAILED_PRECONDITION, "REFUND_EXCEEDS_TOTAL", () -> refund(order, "second", 401));
    Refusal.expect(Code.ALREADY_EXISTS, "REFUND_ID_REUSED", () -> refund(order, "first", 100));
    Order refunded = refund(order, "second", 400);
    assertThat(refunded.getRefundedTotal()).isEqualTo(euros(1_000));
    Refusal.expect(
        Code.FAILED_PRECONDITION, "REFUND_EXCEEDS_TOTAL", () -> refund(order, "third", 1));
    OrderState state = awaitState(order, 2);
    assertThat(state.getTotal()).isEqualTo(euros(1_000));
    assertThat(state.getRefunds(0).getAmount()).isEqualTo(euros(600));
  }

  @Test
  void refusesRefundsInOtherCurrenciesOfNothingAndOnStaleOrders() {
    Order order = create(order(1_000));

    Refusal.expect(
        Code.INVALID_ARGUMENT,
        "CURRENCY_MISMATCH",
        () ->
            orders()
                .refundOrder(
                    RefundOrderRequest.newBuilder()
                        .setName(order.getName())
                        .setRefundId("r")
                        .setAmount(Money.newBuilder().setMinorUnits(1).setCurrencyCode("USD"))
                        .build()));
    Refusal.invalid(() -> refund(order, "r", 0));
    Refusal.invalid(() -> refund(order, "r", -5));
    refund(order, "r", 5);
    Refusal.expect(
        Code.ABORTED,
        "ETAG_STALE",
        () ->
            orders()
                .refundOrder(
                    RefundOrderRequest.newBuilder()
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setRefundId("late")
                        .setAmount(euros(1))
                        .build()));
  }

  @Test
  void cancelsOnceAndNeverAfterARefund() {
    Order order = create(order(1_000));
    Order refunded = create(order(1_000));
    refund(refunded, "r", 1);

    Order cancelled = cancel(order);
    assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
    assertThat(cancel(order)).isEqualTo(cancelled);
    Refusal.expect(Code.FAILED_PRECONDITION, "ORDER_STATE_FORBIDS", () -> refund(order, "r", 1));
    Refusal.expect(Code.FAILED_PRECONDITION, "ORDER_STATE_FORBIDS", () -> cancel(refunded));
  }

  @Test
  void refusesNegativeTotalsWrongSumsAndUnknownReferences() {
    Refusal.invalid(() -> create(order(-1)));
    Refusal.invalid(() -> create(order(0).setTotal(Money.newBuilder().setCurrencyCode("XYZ"))));
    Refusal refusal =
        Refusal.invalid(() -> create(order(1_000).addLines(line(900)).addLines(line(99))));
    assertThat(refusal.message()).contains("999").contains("1000");
    create(order(1_000).addLines(line(1_100)).addLines(line(-100)));
    Refusal.notFound(() -> create(order(1).setLead("clients/house/leads/missing")));
    Refusal.notFound(() -> create(order(1).setPerson("clients/house/people/missing")));
    Refusal.notFound(() -> create(order(1).setPerson("clients/other/people/missing")));
  }

  @Test
  void carriesItsLeadToMetrics() {
    Lead lead =
        LeadServiceGrpc.newBlockingStub(CRM.owner("alpha"))
            .createLead(
                CreateLeadRequest.newBuilder()
                    .setParent("clients/house")
                    .setLead(Lead.newBuilder().setFullName("Buyer"))
                    .build());

    Order order = create(order(1_000).setLead(lead.getName()).setVisitorId("v-1"));

    OrderState state = awaitState(order, 0);
    assertThat("clients/house/leads/" + state.getLead()).isEqualTo(lead.getName());
    assertThat(state.getVisitorId()).isEqualTo("v-1");
  }

  @Test
  void recordsABatchItemByItemAndTwiceWithoutDoubles() {
    CRM.client("alpha", "batch");
    BatchCreateOrdersRequest request =
        BatchCreateOrdersRequest.newBuilder()
            .setParent("clients/batch")
            .addOrders(order(100).setExternalId("b-1"))
            .addOrders(order(-1).setExternalId("b-2"))
            .addOrders(order(300))
            .addOrders(order(400).setExternalId("b-1"))
            .addOrders(order(100).setExternalId("b-1"))
            .addOrders(order(500).setExternalId("b-5").setLead("clients/batch/leads/missing"))
            .build();

    BatchCreateOrdersResponse first = orders().batchCreateOrders(request);

    assertThat(first.getResults(0).getOrder().getExternalId()).isEqualTo("b-1");
    assertThat(first.getResults(1).getError().getMessage()).contains("total");
    assertThat(first.getResults(2).getError().getMessage()).contains("external_id");
    assertThat(first.getResults(3).getError().getMessage()).contains("b-1");
    assertThat(first.getResults(4)).isEqualTo(first.getResults(0));
    assertThat(first.getResults(5).getError().getMessage()).contains("missing");
    assertThat(orders().batchCreateOrders(request)).isEqualTo(first);
    assertThat(list("batch", ListOrdersRequest.newBuilder())).hasSize(1);
  }

  @Test
  void listsNewestFirstWithinATimeRange() {
    CRM.client("alpha", "listed");
    List<Order> created = new ArrayList<>();
    for (int day = 1; day <= 6; day++) {
      created.addFirst(
          create("listed", order(day).setOrderTime(at("2026-01-0" + day + "T00:00:00Z"))));
    }

    assertThat(list("listed", ListOrdersRequest.newBuilder().setPageSize(4))).isEqualTo(created);
    assertThat(
            list(
                "listed",
                ListOrdersRequest.newBuilder()
                    .setPageSize(1)
                    .setStartTime(at("2026-01-02T00:00:00Z"))
                    .setEndTime(at("2026-01-04T00:00:00Z"))))
        .containsExactly(created.get(3), created.get(4));
    Refusal.invalid(() ->
        list(
            "listed",
            ListOrdersRequest.newBuilder()
                .setStartTime(at("2026-01-02T00:00:00.001Z"))
                .setEndTime(at("2026-01-02T00:00:00Z"))));
  }

  @Test
  void hidesOrdersOfOthers() {
    Order order = create(order(1));
    GetOrderRequest get = GetOrderRequest.newBuilder().setName(order.getName()).build();

    Refusal.notFound(() -> OrderServiceGrpc.newBlockingStub(CRM.owner("beta")).getOrder(get));
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            OrderServiceGrpc.newBlockingStub(CRM.as("alpha", "house", Role.COMMUNITY_MANAGER))
                .getOrder(get));
  }

  private static com.google.protobuf.Timestamp at(String instant) {
    return Timestamps.fromMillis(Instant.parse(instant).toEpochMilli());
  }

  private static OrderState awaitState(Order order, int refunds) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      var state = CRM.receivers().metrics("alpha", order.getName());
      if (state.isPresent() && state.get().getOrder().getRefundsCount() == refunds) {
        return state.get().getOrder();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("metrics never learnt of " + order.getName());
  }

  private static List<Order> list(String client, ListOrdersRequest.Builder request) {
    List<Order> found = new ArrayList<>();
    do {
      ListOrdersResponse page = orders().listOrders(request.setParent("clients/" + client).build());
      found.addAll(page.getOrdersList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return found;
  }

  private static OrderLine line(long cents) {
    return OrderLine.newBuilder().setQuantity(1).setAmount(euros(cents)).build();
  }

  private static Order.Builder order(long cents) {
    return Order.newBuilder().setTotal(euros(cents));
  }

  private static Money euros(long cents) {
    return Money.newBuilder().setMinorUnits(cents).setCurrencyCode("EUR").build();
  }

  private static Order create(Order.Builder order) {
    return create("house", order);
  }

  private static Order create(String client, Order.Builder order) {
    return orders()
        .createOrder(
            CreateOrderRequest.newBuilder().setParent("clients/" + client).setOrder(order).build());
  }

  private static Order refund(Order order, String id, long cents) {
    return orders()
        .refundOrder(
            RefundOrderRequest.newBuilder()
                .setName(order.getName())
                .setRefundId(id)
                .setAmount(euros(cents))
                .build());
  }

  private static Order cancel(Order order) {
    return orders()
        .cancelOrder(
            CancelOrderRequest.newBuilder().setName(order.getName()).setReason("test").build());
  }

  private static OrderServiceBlockingStub orders() {
    return OrderServiceGrpc.newBlockingStub(CRM.owner("alpha"));
  }
}
