package io.agencysuite.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.common.v1.Money;
import io.agencysuite.crm.v1.BatchCreateOrdersRequest;
import io.agencysuite.crm.v1.CancelOrderRequest;
import io.agencysuite.crm.v1.ConvertLeadRequest;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.CreateOrderRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.LeadServiceGrpc.LeadServiceBlockingStub;
import io.agencysuite.crm.v1.ListOrdersRequest;
import io.agencysuite.crm.v1.ListOrdersResponse;
import io.agencysuite.crm.v1.ListPeopleRequest;
import io.agencysuite.crm.v1.ListPeopleResponse;
import io.agencysuite.crm.v1.Order;
import io.agencysuite.crm.v1.OrderServiceGrpc;
import io.agencysuite.crm.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import io.agencysuite.crm.v1.PersonServiceGrpc;
import io.agencysuite.crm.v1.RefundOrderRequest;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RefundState;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Random calls, repeated, stale and out of order, with clock jumps and restarts in between,
/// against the real service; afterwards orders, people and what metrics was told equal a model in
/// memory.
class SimulationTest {

  private static final int STEPS = 400;

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  private final SplittableRandom random = Seed.random("SimulationTest");
  private final Map<String, ModelOrder> orders = new HashMap<>();
  private final Set<String> addresses = new HashSet<>();
  private final List<Lead> leads = new ArrayList<>();

  private static final class ModelOrder {
    private final long total;
    private final Map<String, Long> refunds = new HashMap<>();
    private String name = "";
    private String etag = "";
    private boolean cancelled;

    ModelOrder(long total) {
      this.total = total;
    }

    long refunded() {
      return refunds.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Test
  void agreesWithTheModel() {
    CRM.tenant("sim");
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> order();
        case 3 -> batch();
        case 4, 5, 6 -> refund();
        case 7 -> cancel();
        case 8, 9 -> capture();
        case 10 -> convert();
        default -> disturb();
      }
    }
    assertThat(revenue(list())).isEqualTo(expectedRevenue());
    assertThat(peopleCount()).isEqualTo(addresses.size());
    awaitMetrics();
  }

  private void order() {
    String id = "o" + random.nextInt(40);
    long cents = random.nextLong(0, 3) * 100;
    ModelOrder known = orders.get(id);
    boolean accepted =
        attempt(() -> {
          Order order =
              ordersStub()
                  .createOrder(
                      CreateOrderRequest.newBuilder()
                          .setParent("clients/house")
                          .setOrder(message(id, cents))
                          .build());
          ModelOrder model = orders.computeIfAbsent(id, i -> new ModelOrder(cents));
          model.name = order.getName();
          model.etag = order.getEtag();
        });
    assertThat(accepted).isEqualTo(known == null || known.total == cents);
  }

  private void batch() {
    BatchCreateOrdersRequest.Builder request =
        BatchCreateOrdersRequest.newBuilder().setParent("clients/house");
    for (int i = 0; i < 5; i++) {
      request.addOrders(message("o" + random.nextInt(40), 100));
    }
    var response = ordersStub().batchCreateOrders(request.build());
    for (int i = 0; i < 5; i++) {
      String id = request.getOrders(i).getExternalId();
      ModelOrder known = orders.get(id);
      boolean accepted = response.getResults(i).hasOrder();
      assertThat(accepted).isEqualTo(known == null || known.total == 100);
      if (known == null) {
        ModelOrder model = new ModelOrder(100);
        model.name = response.getResults(i).getOrder().getName();
        orders.put(id, model);
      }
    }
  }

  private void refund() {
    if (orders.isEmpty()) {
      return;
    }
    ModelOrder model = any();
    String id = "r" + random.nextInt(4);
    long cents = random.nextLong(1, 120);
    boolean stale = random.nextInt(8) == 0;
    Long before = model.refunds.get(id);
    boolean legal =
        !stale
            && (before == null
                ? !model.cancelled && model.refunded() + cents <= model.total
                : before == cents);
    boolean accepted =
        attempt(() ->
            ordersStub()
                .refundOrder(
                    RefundOrderRequest.newBuilder()
                        .setName(model.name)
                        .setRefundId(id)
                        .setAmount(euros(cents))
                        .setEtag(stale ? "\"0\"" : "")
                        .build()));
    assertThat(accepted).isEqualTo(legal);
    if (accepted) {
      model.refunds.put(id, cents);
    }
  }

  private void cancel() {
    if (orders.isEmpty()) {
      return;
    }
    ModelOrder model = any();
    boolean accepted =
        attempt(() ->
            ordersStub().cancelOrder(CancelOrderRequest.newBuilder().setName(model.name).build()));
    assertThat(accepted).isEqualTo(model.cancelled || model.refunds.isEmpty());
    model.cancelled = model.cancelled || accepted;
  }

  private void capture() {
    leads.add(
        leadsStub()
            .createLead(
                CreateLeadRequest.newBuilder()
                    .setParent("clients/house")
                    .setRequestId("r" + random.nextInt(1_000_000))
                    .setLead(Lead.newBuilder().setEmail("p" + random.nextInt(15) + "@sim.example"))
                    .build()));
  }

  private void convert() {
    if (leads.isEmpty()) {
      return;
    }
    Lead lead = leads.get(random.nextInt(leads.size()));
    leadsStub().convertLead(ConvertLeadRequest.newBuilder().setName(lead.getName()).build());
    addresses.add(lead.getEmail());
  }

  private void disturb() {
    CRM.clock().advance(Duration.ofMinutes(random.nextInt(120)));
    if (random.nextInt(8) == 0) {
      CRM.restart();
    }
  }

  private ModelOrder any() {
    List<String> ids = orders.keySet().stream().sorted().toList();
    return Objects.requireNonNull(orders.get(ids.get(random.nextInt(ids.size()))));
  }

  private static boolean attempt(Runnable call) {
    try {
      call.run();
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private long expectedRevenue() {
    return orders.values().stream()
        .filter(order -> !order.cancelled)
        .mapToLong(order -> order.total - order.refunded())
        .sum();
  }

  private static long revenue(List<Order> orders) {
    return orders.stream()
        .filter(order -> order.getState() == Order.State.PLACED)
        .mapToLong(
            order -> order.getTotal().getMinorUnits() - order.getRefundedTotal().getMinorUnits())
        .sum();
  }

  private void awaitMetrics() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    long told = -1;
    while (told != expectedRevenue() && System.nanoTime() < end) {
      told =
          orders.values().stream()
              .flatMap(order -> CRM.receivers().metrics("sim", order.name).stream())
              .map(io.agencysuite.state.v1.StateMessage::getOrder)
              .filter(order -> !order.getCancelled())
              .mapToLong(SimulationTest::revenue)
              .sum();
    }
    assertThat(told).isEqualTo(expectedRevenue());
  }

  private static long revenue(OrderState order) {
    return order.getTotal().getMinorUnits()
        - order.getRefundsList().stream()
            .map(RefundState::getAmount)
            .mapToLong(Money::getMinorUnits)
            .sum();
  }

  private static List<Order> list() {
    List<Order> found = new ArrayList<>();
    ListOrdersRequest.Builder request =
        ListOrdersRequest.newBuilder().setParent("clients/house").setPageSize(7);
    ListOrdersResponse page;
    do {
      page = ordersStub().listOrders(request.build());
      found.addAll(page.getOrdersList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return found;
  }

  private static int peopleCount() {
    ListPeopleResponse all =
        PersonServiceGrpc.newBlockingStub(CRM.owner("sim"))
            .listPeople(
                ListPeopleRequest.newBuilder().setParent("clients/house").setPageSize(200).build());
    return all.getPeopleCount();
  }

  private static Order message(String id, long cents) {
    return Order.newBuilder().setExternalId(id).setTotal(euros(cents)).build();
  }

  private static Money euros(long cents) {
    return Money.newBuilder().setMinorUnits(cents).setCurrencyCode("EUR").build();
  }

  private static OrderServiceBlockingStub ordersStub() {
    return OrderServiceGrpc.newBlockingStub(CRM.owner("sim"));
  }

  private static LeadServiceBlockingStub leadsStub() {
    return LeadServiceGrpc.newBlockingStub(CRM.owner("sim"));
  }
}
