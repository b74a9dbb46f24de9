package io.agencysuite.crm.order;

import io.agencysuite.crm.money.Money;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a customer bought.
///
/// @param lead id of the lead it came from; empty when unknown
/// @param person id of the person who ordered; empty when unknown
/// @param cancellation null while it counts
/// @param fingerprint of what was sent when it was recorded
public record Order(
    String externalId,
    Instant orderTime,
    Money total,
    List<Line> lines,
    String lead,
    String person,
    String visitorId,
    Origin origin,
    List<Refund> refunds,
    @Nullable Cancellation cancellation,
    String fingerprint,
    Instant createTime,
    Instant updateTime) {

  private static final int MOST_REFUNDS = 1_000;

  /// One line; `amount` is that of the whole line and may be negative.
  public record Line(String description, String sku, int quantity, Money amount) {}

  /// Money given back.
  public record Refund(String id, Money amount, Instant refundTime, String reason) {}

  /// Why and when it stopped to count.
  public record Cancellation(Instant cancelTime, String reason) {}

  public Order {
    lines = List.copyOf(lines);
    refunds = List.copyOf(refunds);
    if (total.minorUnits() < 0) {
      throw InvalidArgument.field("order.total.minor_units", total.minorUnits(), ">= 0");
    }
  }

  /// Refuses lines that are not the total.
  Order checked() {
    if (lines.isEmpty()) {
      return this;
    }
    Money sum = new Money(0, total.currencyCode());
    for (int i = 0; i < lines.size(); i++) {
      total.requireSameCurrency("order.lines[" + i + "].amount", lines.get(i).amount());
      sum = sum.plus(lines.get(i).amount());
    }
    if (sum.minorUnits() != total.minorUnits()) {
      throw InvalidArgument.field(
          "order.lines", "sum " + sum.minorUnits(), "the total, " + total.minorUnits());
    }
    return this;
  }

  Money refunded() {
    return refunds.stream()
        .map(Refund::amount)
        .reduce(new Money(0, total.currencyCode()), Money::plus);
  }

  /// Gives money back; the same refund again changes nothing.
  Order refunded(Refund refund, Instant now) {
    total.requireSameCurrency("amount.currency_code", refund.amount());
    Optional<Refund> before = refunds.stream().filter(r -> r.id().equals(refund.id())).findFirst();
    if (before.isPresent()) {
      if (!before.get().amount().equals(refund.amount())) {
        throw new AlreadyExists(
            "REFUND_ID_REUSED",
            "refund_id: "
                + refund.id()
                + " gave back "
                + before.get().amount().minorUnits()
                + " (expected: the same amount again, or a new refund_id)",
            Map.of("refundId", refund.id()));
      }
      return this;
    }
    if (cancellation != null) {
      throw forbidden("is cancelled", "an order that counts");
    }
    if (refund.refundTime().isBefore(orderTime)) {
      throw InvalidArgument.field("refund_time", refund.refundTime(), "not before " + orderTime);
    }
    long left = total.minorUnits() - refunded().minorUnits();
    if (refund.amount().minorUnits() > left) {
      throw new FailedPrecondition(
          "REFUND_EXCEEDS_TOTAL",
          "amount.minor_units: " + refund.amount().minorUnits() + " (expected: 1.." + left + ")",
          Map.of("left", Long.toString(left)));
    }
    if (refunds.size() == MOST_REFUNDS) {
      throw forbidden("has " + MOST_REFUNDS + " refunds", "at most as many");
    }
    return with(Stream.concat(refunds.stream(), Stream.of(refund)).toList(), null, now);
  }

  /// No longer counts.
  Order cancelled(String reason, Instant now) {
    if (cancellation != null) {
      return this;
    }
    if (!refunds.isEmpty()) {
      throw forbidden("has refunds", "an order without refunds; refund the rest instead");
    }
    return with(refunds, new Cancellation(now, reason), now);
  }

  private Order with(List<Refund> given, @Nullable Cancellation ended, Instant now) {
    return new Order(
        externalId,
        orderTime,
        total,
        lines,
        lead,
        person,
        visitorId,
        origin,
        given,
        ended,
        fingerprint,
        createTime,
        now);
  }

  private static FailedPrecondition forbidden(String is, String expected) {
    return new FailedPrecondition(
        "ORDER_STATE_FORBIDS", "the order " + is + " (expected: " + expected + ")");
  }
}
