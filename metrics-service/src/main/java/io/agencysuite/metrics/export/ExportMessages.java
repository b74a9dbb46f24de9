package io.agencysuite.metrics.export;

import io.agencysuite.metrics.cost.CostMessages;
import io.agencysuite.metrics.exchange.ExchangeRateMessages;
import io.agencysuite.metrics.ingest.EventMessages;
import io.agencysuite.metrics.insight.InsightMessages;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.Segment;
import io.agencysuite.metrics.v1.RawRecord;

/// Entries to the wire.
final class ExportMessages {

  private ExportMessages() {}

  static RawRecord record(Segment segment, int index) {
    Entry entry = segment.entries().get(index);
    RawRecord.Builder record =
        RawRecord.newBuilder()
            .setPosition(segment.id() + '/' + index)
            .setReceiveTime(TimeMessages.timestamp(segment.receivedAt()));
    return switch (entry.kind()) {
      case EVENT -> record.setEvent(EventMessages.event(entry.payload())).build();
      case STATE -> record.setState(StateMessages.message(entry.payload())).build();
      case INSIGHT -> record.setInsight(InsightMessages.insight(entry.payload())).build();
      case RATE -> record.setExchangeRate(ExchangeRateMessages.rate(entry.payload())).build();
      case COST -> record.setCost(CostMessages.cost(entry.payload())).build();
    };
  }
}
