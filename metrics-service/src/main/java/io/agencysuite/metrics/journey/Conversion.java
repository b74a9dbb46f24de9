package io.agencysuite.metrics.journey;

import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.FactId;
import org.jspecify.annotations.Nullable;

/// An order or a lead of the period, as it is counted in the report.
///
/// @param body [Body.Order] or [Body.Lead]
/// @param value net revenue or estimated value in the client's currency
record Conversion(FactId id, Body body, long value) {

  long timeMillis() {
    return switch (body) {
      case Body.Order order -> order.orderTime().toEpochMilli();
      case Body.Lead lead -> lead.createTime().toEpochMilli();
      default -> throw new IllegalStateException(id + " is neither order nor lead");
    };
  }

  /// The visitor that the order or lead names itself; empty without consent.
  String visitor() {
    return switch (body) {
      case Body.Order order -> order.visitor();
      case Body.Lead lead -> lead.visitor();
      default -> "";
    };
  }

  /// Id of the lead that an order came from; null for a lead, and when none is known.
  @Nullable String lead() {
    return body instanceof Body.Order order && !order.lead().isEmpty() ? order.lead() : null;
  }
}
