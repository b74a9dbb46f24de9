package io.agencysuite.gateway.orders;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.common.v1.Money;
import io.agencysuite.crm.v1.CreateOrderRequest;
import io.agencysuite.crm.v1.GetOrderRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListOrdersRequest;
import io.agencysuite.crm.v1.ListOrdersResponse;
import io.agencysuite.crm.v1.Order;
import io.agencysuite.crm.v1.OrderServiceGrpc;
import io.agencysuite.crm.v1.RefundOrderRequest;
import io.agencysuite.crm.v1.UpdateLeadRequest;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.Unavailable;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Orders in a store of their own. A refund has no key of its own here: it gives a part back each
/// time it is carried out.
public final class OrderBackend implements AutoCloseable {
  private static final String CLIENT = "brauhaus";

  /// The order's sum, what was given back of it, and how often.
  public record Sale(long total, long refunded, int refunds) {}

  /// What goes wrong with a call.
  public enum Fault {
    NONE,
    BEFORE_EFFECT,
    AFTER_EFFECT
  }

  public final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
  public final AtomicInteger calls = new AtomicInteger();

  /// Without permits, calls wait before their effect.
  public final Semaphore permits = new Semaphore(1_000_000);

  private final Documents<Sale> sales;
  private final Creations creations;
  private final Ids ids = Ids.secure(InstantSource.system());
  private final ServiceUnderTest service;

  public OrderBackend(MongoDatabase database) {
    this.sales = Documents.of(database, "sales", Sale.class);
    this.creations = new Creations(new Claims(database, InstantSource.system()));
    this.service = ServiceUnderTest.start(new Orders(), new Leads());
  }

  public ServiceUnderTest service() {
    return service;
  }

  /// Everything that is stored.
  public List<Sale> sales() {
    return list().stream().map(Stored::value).toList();
  }

  private List<Stored<Sale>> list() {
    return sales.list(Key.prefix("t", CLIENT, "sale"), null, PageRequest.of(200, "")).items();
  }

  @Override
  public void close() {
    service.close();
  }

  private <T> T carryOut(Supplier<T> effect) {
    calls.incrementAndGet();
    permits.acquireUninterruptibly();
    try {
      if (fault.get() == Fault.BEFORE_EFFECT) {
        throw new Unavailable("GONE", "the service went before the effect", Map.of());
      }
      T answer = effect.get();
      if (fault.get() == Fault.AFTER_EFFECT) {
        throw new Unavailable("GONE", "the service went after the effect", Map.of());
      }
      return answer;
    } finally {
      permits.release();
    }
  }

  private final class Orders extends OrderServiceGrpc.OrderServiceImplBase {

    @Override
    public void createOrder(CreateOrderRequest request, StreamObserver<Order> observer) {
      Unary.reply(observer, () -> carryOut(() -> create(request)));
    }

    private Order create(CreateOrderRequest request) {
      String id =
          creations.idFor(
              CurrentCall.identity(), "CreateOrder", request.getRequestId(), request, ids::next);
      long total = request.getOrder().getTotal().getMinorUnits();
      return message(sales.insertOnce(key(id), new Sale(total, 0, 0)));
    }

    @Override
    public void refundOrder(RefundOrderRequest request, StreamObserver<Order> observer) {
      Unary.reply(observer, () -> carryOut(() -> refund(request)));
    }

    private Order refund(RefundOrderRequest request) {
      long part = request.getAmount().getMinorUnits();
      return sales
          .updateOnce(
              key(request.getName()),
              request.getEtag(),
              sale -> new Sale(sale.total(), sale.refunded() + part, sale.refunds() + 1))
          .map(OrderBackend::message)
          .orElseThrow(() -> NotFound.resource(request.getName()));
    }

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<Order> observer) {
      Unary.reply(
          observer,
          () ->
              sales
                  .get(key(request.getName()))
                  .map(OrderBackend::message)
                  .orElseThrow(() -> NotFound.resource(request.getName())));
    }

    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
      Unary.reply(
          observer,
          () ->
              ListOrdersResponse.newBuilder()
                  .addAllOrders(list().stream().map(OrderBackend::message).toList())
                  .setNextPageToken("more")
                  .build());
    }
  }

  /// One lead of version 7.
  private static final class Leads extends LeadServiceGrpc.LeadServiceImplBase {

    @Override
    public void updateLead(UpdateLeadRequest request, StreamObserver<Lead> observer) {
      Unary.reply(
          observer,
          () -> {
            String etag = request.getLead().getEtag();
            if (!etag.isEmpty() && !etag.equals("\"7\"")) {
              throw Aborted.stale(request.getLead().getName(), etag, "\"7\"");
            }
            return request.getLead().toBuilder().setEtag("\"8\"").build();
          });
    }
  }

  private static Key key(String name) {
    return new Key("t", CLIENT, "sale", name.substring(name.lastIndexOf('/') + 1));
  }

  private static Order message(Stored<Sale> stored) {
    return Order.newBuilder()
        .setName("clients/" + CLIENT + "/orders/" + stored.key().id())
        .setTotal(euros(stored.value().total()))
        .setRefundedTotal(euros(stored.value().refunded()))
        .setEtag(stored.etag())
        .build();
  }

  private static Money euros(long minorUnits) {
    return Money.newBuilder().setMinorUnits(minorUnits).setCurrencyCode("EUR").build();
  }
}
