package io.agencysuite.metrics.journey;

import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Reads a client's orders or leads of a period and sums what they bring. What is in the period,
/// and how much it is worth, is what the worker has counted for it, so that it is in the report.
final class ConversionReader {

  /// Conversions that are worked on together.
  private static final int BATCH = 10_000;

  private final LedgerStore ledger;
  private final AttributionQuery query;
  private final String currency;
  private final long firstSlot;
  private final long endSlot;
  private final Runnable alive;
  private final ConversionTotals totals = new ConversionTotals();
  private List<Conversion> batch = new ArrayList<>();

  /// @param alive throws when nobody waits for the answer any more
  ConversionReader(
      LedgerStore ledger, AttributionQuery query, ZoneId zone, String currency, Runnable alive) {
    this.ledger = ledger;
    this.query = query;
    this.currency = currency;
    this.firstSlot = Slots.startOf(query.days().from(), zone);
    this.endSlot = Slots.startOf(query.days().to().plusDays(1), zone);
    this.alive = alive;
  }

  ConversionTotals read(String tenant, String client, Consumer<List<Conversion>> batches) {
    String prefix = new FactId(tenant, client, query.conversions().kind, "").toString();
    ledger.scan(
        Ledger.FACTS,
        prefix,
        prefix + '~',
        (id, bytes) -> {
          alive.run();
          add(FactId.parse(id), Fact.decode(bytes));
          if (batch.size() == BATCH) {
            flush(batches);
          }
        });
    flush(batches);
    return totals;
  }

  private void flush(Consumer<List<Conversion>> batches) {
    if (!batch.isEmpty()) {
      batches.accept(batch);
      batch = new ArrayList<>();
    }
  }

  private void add(FactId id, Fact fact) {
    long value = 0;
    boolean counted = false;
    for (Map.Entry<Cell, Long> cell : fact.counted().entrySet()) {
      boolean inPeriod = cell.getKey().slot() >= firstSlot && cell.getKey().slot() < endSlot;
      if (cell.getKey().metric() == Metric.REFUNDS && inPeriod) {
        totals.refundInPeriod(cell.getKey().currency().equals(currency) ? cell.getValue() : 0);
      }
      counted |= cell.getKey().metric() == query.conversions().count && inPeriod;
    }
    if (!counted) {
      return;
    }
    for (Map.Entry<Cell, Long> cell : fact.counted().entrySet()) {
      value += money(cell.getKey(), cell.getValue());
    }
    Body body = StateMessages.arrival(fact.state()).body();
    if (body == null) {
      throw new IllegalStateException(id + " is counted and has no state");
    }
    totals.conversion();
    batch.add(new Conversion(id, body, value));
  }

  /// What the cell adds to the value in the client's currency.
  private long money(Cell cell, long amount) {
    if (!cell.metric().money()) {
      return 0;
    }
    boolean refund = cell.metric() == Metric.REFUNDS;
    totals.money(cell.currency(), refund, amount);
    if (!cell.currency().equals(currency)) {
      return 0;
    }
    return refund ? -amount : amount;
  }
}
