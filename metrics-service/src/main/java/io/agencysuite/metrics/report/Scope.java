package io.agencysuite.metrics.report;

import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerView;
import java.time.ZoneId;
import java.util.function.BiConsumer;

/// Whose figures are read, and from where.
record Scope(LedgerView ledger, String tenant, String client, ZoneId zone) {

  /// Calls back with every fact of a kind, by id.
  void facts(FactKind kind, BiConsumer<FactId, byte[]> consumer) {
    String prefix = new FactId(tenant, client, kind, "").toString();
    ledger.scan(
        Ledger.FACTS,
        prefix,
        prefix + '~',
        (id, bytes) -> consumer.accept(FactId.parse(id), bytes));
  }
}
