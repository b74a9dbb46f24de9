package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the newest states say of a client: names of its channels, its retainer.
final class FactMessages {

  private final LedgerStore ledger;

  FactMessages(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /// Names by id.
  Map<String, String> channels(String tenant, String client) {
    String prefix = new FactId(tenant, client, FactKind.CHANNEL, "").toString();
    Map<String, String> names = new HashMap<>();
    ledger.scan(
        Ledger.FACTS,
        prefix,
        prefix + '~',
        (id, bytes) -> {
          byte[] state = Fact.decode(bytes).state();
          if (state.length > 0) {
            StateMessage message = StateMessages.message(state);
            names.put(FactId.parse(id).id(), message.getChannel().getDisplayName());
          }
        });
    return names;
  }

  Content.Retainer retainer(String tenant, String client, long workedMinutes) {
    String id = new FactId(tenant, client, FactKind.CLIENT, client).toString();
    byte @Nullable [] fact = ledger.read(Ledger.FACTS, List.of(id)).get(id);
    byte[] state = fact == null ? new byte[0] : Fact.decode(fact).state();
    ClientState agreed =
        state.length == 0
            ? ClientState.getDefaultInstance()
            : StateMessages.message(state).getClient();
    return new Content.Retainer(
        agreed.hasMonthlyRetainer() ? agreed.getMonthlyRetainer().getMinorUnits() : null,
        agreed.getRetainerMinutes(),
        workedMinutes);
  }
}
