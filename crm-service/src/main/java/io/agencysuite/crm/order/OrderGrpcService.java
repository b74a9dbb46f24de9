package io.agencysuite.crm.order;

import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.money.MoneyMessages;
import io.agencysuite.crm.order.OrderIntake.Outcome;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.v1.BatchCreateOrdersRequest;
import io.agencysuite.crm.v1.BatchCreateOrdersResponse;
import io.agencysuite.crm.v1.BatchCreateOrdersResult;
import io.agencysuite.crm.v1.CancelOrderRequest;
import io.agencysuite.crm.v1.CreateOrderRequest;
import io.agencysuite.crm.v1.GetOrderRequest;
import io.agencysuite.crm.v1.ListOrdersRequest;
import io.agencysuite.crm.v1.ListOrdersResponse;
import io.agencysuite.crm.v1.OrderServiceGrpc;
import io.agencysuite.crm.v1.RefundOrderRequest;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.FieldRules;
import io.agencysuite.kit.grpc.Statuses;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class OrderGrpcService extends OrderServiceGrpc.OrderServiceImplBase {

  private static final String DOMAIN = "crm";

  private final OrderStore store;
  private final OrderIntake intake;
  private final ClientStore clients;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;
  private final FieldRules rules = new FieldRules();

  OrderGrpcService(
      OrderStore store,
      OrderIntake intake,
      ClientStore clients,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.intake = intake;
    this.clients = clients;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createOrder(
      CreateOrderRequest request, StreamObserver<io.agencysuite.crm.v1.Order> observer) {
    Unary.reply(observer, () -> create(request));
  }

  private io.agencysuite.crm.v1.Order create(CreateOrderRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.requireActive(tenant, client);
    Order order = OrderMessages.from(client, request.getOrder(), clock.instant());
    String id =
        order.externalId().isEmpty()
            ? creations.idFor(
                CurrentCall.identity(), "CreateOrder", request.getRequestId(), request, ids::next)
            : DerivedIds.ofExternal(order.externalId());
    Key key = OrderStore.key(tenant, client, id);
    return switch (Objects.requireNonNull(intake.take(Map.of(key, order)).get(key))) {
      case Outcome.Recorded(var stored) -> OrderMessages.to(stored);
      case Outcome.Refused(var reason) -> throw reason;
    };
  }

  @Override
  public void batchCreateOrders(
      BatchCreateOrdersRequest request, StreamObserver<BatchCreateOrdersResponse> observer) {
    Unary.reply(observer, () -> batchCreate(request));
  }

  private BatchCreateOrdersResponse batchCreate(BatchCreateOrdersRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.requireActive(tenant, client);
    Instant now = clock.instant();
    List<@Nullable Outcome> outcomes = new ArrayList<>();
    Map<Key, Order> orders = new HashMap<>();
    Map<Integer, Key> keys = new HashMap<>();
    for (io.agencysuite.crm.v1.Order message : request.getOrdersList()) {
      try {
        Order order = checked(client, message, now);
        Key key = OrderStore.key(tenant, client, DerivedIds.ofExternal(order.externalId()));
        Order before = orders.putIfAbsent(key, order);
        if (before != null && !before.fingerprint().equals(order.fingerprint())) {
          throw new AlreadyExists(
              "EXTERNAL_ID_TAKEN",
              "external_id: " + order.externalId() + " stands in this batch with other values");
        }
        keys.put(outcomes.size(), key);
        outcomes.add(null);
      } catch (ServiceException e) {
        outcomes.add(new Outcome.Refused(e));
      }
    }
    Map<Key, Outcome> taken = intake.take(orders);
    keys.forEach((position, key) -> outcomes.set(position, taken.get(key)));
    BatchCreateOrdersResponse.Builder response = BatchCreateOrdersResponse.newBuilder();
    outcomes.forEach(outcome -> response.addResults(result(Objects.requireNonNull(outcome))));
    return response.build();
  }

  private Order checked(String client, io.agencysuite.crm.v1.Order message, Instant now) {
    rules.check(message);
    if (message.getExternalId().isEmpty()) {
      throw InvalidArgument.field("external_id", "''", "1..200 characters in a batch");
    }
    return OrderMessages.from(client, message, now);
  }

  private static BatchCreateOrdersResult result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Recorded(var stored) ->
          BatchCreateOrdersResult.newBuilder().setOrder(OrderMessages.to(stored)).build();
      case Outcome.Refused(var reason) ->
          BatchCreateOrdersResult.newBuilder().setError(Statuses.of(reason, DOMAIN)).build();
    };
  }

  @Override
  public void getOrder(
      GetOrderRequest request, StreamObserver<io.agencysuite.crm.v1.Order> observer) {
    Unary.reply(observer, () -> OrderMessages.to(store.require(key(request.getName()))));
  }

  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListOrdersResponse list(ListOrdersRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.require(tenant, client);
    @Nullable Instant from =
        request.hasStartTime() ? MomentMessages.from("start_time", request.getStartTime()) : null;
    @Nullable Instant until =
        request.hasEndTime() ? MomentMessages.from("end_time", request.getEndTime()) : null;
    if (from != null && until != null && from.isAfter(until)) {
      throw InvalidArgument.field("end_time", until, "start_time, " + from + ", or later");
    }
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            "orders",
            tenant,
            client,
            String.valueOf(from),
            String.valueOf(until));
    Page<Stored<Order>> found = store.list(tenant, client, from, until, page);
    return ListOrdersResponse.newBuilder()
        .addAllOrders(found.items().stream().map(OrderMessages::to).toList())
        .setNextPageToken(found.nextToken())
        .build();
  }

  @Override
  public void refundOrder(
      RefundOrderRequest request, StreamObserver<io.agencysuite.crm.v1.Order> observer) {
    Unary.reply(
        observer,
        () -> {
          Instant now = clock.instant();
          Order.Refund refund =
              new Order.Refund(
                  request.getRefundId(),
                  MoneyMessages.from("amount", request.getAmount()),
                  request.hasRefundTime()
                      ? MomentMessages.fromPast("refund_time", request.getRefundTime(), now)
                      : now,
                  request.getReason());
          return OrderMessages.to(
              store.update(
                  key(request.getName()), request.getEtag(), order -> order.refunded(refund, now)));
        });
  }

  @Override
  public void cancelOrder(
      CancelOrderRequest request, StreamObserver<io.agencysuite.crm.v1.Order> observer) {
    Unary.reply(
        observer,
        () ->
            OrderMessages.to(
                store.update(
                    key(request.getName()),
                    request.getEtag(),
                    order -> order.cancelled(request.getReason(), clock.instant()))));
  }

  private static String client(String parent) {
    return parent.substring("clients/".length());
  }

  private static Key key(String name) {
    return OrderMessages.key(CurrentCall.tenant(), name);
  }
}
