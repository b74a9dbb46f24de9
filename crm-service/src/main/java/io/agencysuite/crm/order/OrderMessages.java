package io.agencysuite.crm.order;

import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.money.MoneyMessages;
import io.agencysuite.crm.order.Order.Cancellation;
import io.agencysuite.crm.order.Order.Line;
import io.agencysuite.crm.order.Order.Refund;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.crm.origin.OriginMessages;
import io.agencysuite.crm.unique.Fingerprint;
import io.agencysuite.crm.v1.OrderLine;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders on the wire.
final class OrderMessages {

  private OrderMessages() {}

  static String name(Key key) {
    return "clients/" + key.client() + "/orders/" + key.id();
  }

  /// The key behind `clients/{client}/orders/{order}`.
  static Key key(String tenant, String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4) {
      throw NotFound.resource(name);
    }
    return OrderStore.key(tenant, parts.get(1), parts.get(3));
  }

  static io.agencysuite.crm.v1.Order to(Stored<Order> stored) {
    Order order = stored.value();
    String client = "clients/" + stored.key().client();
    io.agencysuite.crm.v1.Order.Builder message =
        io.agencysuite.crm.v1.Order.newBuilder()
            .setName(name(stored.key()))
            .setState(
                order.cancellation() == null
                    ? io.agencysuite.crm.v1.Order.State.PLACED
                    : io.agencysuite.crm.v1.Order.State.CANCELLED)
            .setExternalId(order.externalId())
            .setOrderTime(MomentMessages.to(order.orderTime()))
            .setTotal(MoneyMessages.to(order.total()))
            .setLead(order.lead().isEmpty() ? "" : client + "/leads/" + order.lead())
            .setPerson(order.person().isEmpty() ? "" : client + "/people/" + order.person())
            .setVisitorId(order.visitorId())
            .setRefundedTotal(MoneyMessages.to(order.refunded()))
            .setEtag(stored.etag())
            .setCreateTime(MomentMessages.to(order.createTime()))
            .setUpdateTime(MomentMessages.to(order.updateTime()));
    for (Line line : order.lines()) {
      message
          .addLinesBuilder()
          .setDescription(line.description())
          .setSku(line.sku())
          .setQuantity(line.quantity())
          .setAmount(MoneyMessages.to(line.amount()));
    }
    for (Refund refund : order.refunds()) {
      message
          .addRefundsBuilder()
          .setId(refund.id())
          .setAmount(MoneyMessages.to(refund.amount()))
          .setRefundTime(MomentMessages.to(refund.refundTime()))
          .setReason(refund.reason());
    }
    if (!order.origin().equals(Origin.UNKNOWN)) {
      message.setOrigin(OriginMessages.to(order.origin()));
    }
    Cancellation cancellation = order.cancellation();
    if (cancellation != null) {
      message
          .setCancelTime(MomentMessages.to(cancellation.cancelTime()))
          .setCancelReason(cancellation.reason());
    }
    return message.build();
  }

  /// A new order.
  ///
  /// @param client id of the client that the lead and the person have to belong to
  static Order from(String client, io.agencysuite.crm.v1.Order message, Instant now) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < message.getLinesCount(); i++) {
      OrderLine line = message.getLines(i);
      lines.add(
          new Line(
              line.getDescription(),
              line.getSku(),
              line.getQuantity(),
              MoneyMessages.from("order.lines[" + i + "].amount", line.getAmount())));
    }
    return new Order(
            message.getExternalId(),
            message.hasOrderTime()
                ? MomentMessages.fromPast("order.order_time", message.getOrderTime(), now)
                : now,
            MoneyMessages.from("order.total", message.getTotal()),
            lines,
            reference(client, "leads", message.getLead()),
            reference(client, "people", message.getPerson()),
            message.getVisitorId(),
            message.hasOrigin() ? OriginMessages.from(message.getOrigin()) : Origin.UNKNOWN,
            List.of(),
            null,
            Fingerprint.of(message),
            now,
            now)
        .checked();
  }

  /// The id in `clients/{client}/{collection}/{id}` of this very client.
  private static String reference(String client, String collection, String name) {
    if (name.isEmpty()) {
      return "";
    }
    String prefix = "clients/" + client + "/" + collection + "/";
    if (!name.startsWith(prefix)) {
      throw NotFound.resource(name);
    }
    return name.substring(prefix.length());
  }

  /// What metrics is told.
  static StateMessage state(long epoch, Key key, long version, @Nullable Order order) {
    StateMessage.Builder message =
        StateMessage.newBuilder().setAggregate(name(key)).setEpoch(epoch).setVersion(version);
    if (order == null) {
      return message.setDeleted(true).build();
    }
    OrderState.Builder state =
        OrderState.newBuilder()
            .setOrderTime(MomentMessages.to(order.orderTime()))
            .setTotal(MoneyMessages.to(order.total()))
            .setLead(order.lead())
            .setPerson(order.person())
            .setVisitorId(order.visitorId())
            .setOrigin(OriginMessages.to(order.origin()))
            .setCancelled(order.cancellation() != null);
    for (Refund refund : order.refunds()) {
      state.addRefunds(
          RefundState.newBuilder()
              .setRefundTime(MomentMessages.to(refund.refundTime()))
              .setAmount(MoneyMessages.to(refund.amount())));
    }
    return message.setOrder(state).setChangeTime(MomentMessages.to(order.updateTime())).build();
  }
}
