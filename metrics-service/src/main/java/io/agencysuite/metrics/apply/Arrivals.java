package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.cost.CostMessages;
import io.agencysuite.metrics.exchange.ExchangeRateMessages;
import io.agencysuite.metrics.insight.InsightMessages;
import io.agencysuite.metrics.state.Arrival;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;

/// Reads what arrives as a fact, by its kind.
final class Arrivals {

  private Arrivals() {}

  static Arrival read(FactKind kind, byte[] payload) {
    return switch (kind) {
      case COST -> CostMessages.arrival(payload);
      case INSIGHT -> InsightMessages.arrival(payload);
      case RATE -> ExchangeRateMessages.arrival(payload);
      case CLIENT, CHANNEL, LEAD, ORDER, POST, HOUR, MEMBER -> StateMessages.arrival(payload);
    };
  }
}
