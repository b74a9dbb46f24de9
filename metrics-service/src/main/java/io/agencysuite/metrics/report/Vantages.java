package io.agencysuite.metrics.report;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.KnownDays;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.LedgerView;
import io.agencysuite.metrics.stream.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the place in time that a report is asked from.
@Component
final class Vantages {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientStore clients;
  private final LedgerStore ledger;
  private final Progress progress;
  private final KnownDays days;

  Vantages(ClientStore clients, LedgerStore ledger, Progress progress, KnownDays days) {
    this.clients = clients;
    this.ledger = ledger;
    this.progress = progress;
    this.days = days;
  }

  /// Everything that is known now.
  ///
  /// @param patience how long to wait until everything received before is applied
  Vantage now(String tenant, String id, Duration patience) {
    Client client = clients.require(tenant, id);
    Progress.State state =
        patience.isZero() ? progress.read(tenant, id) : progress.await(tenant, id, patience);
    return new Vantage(
        new Scope(ledger, tenant, id, client.zone()), client, state, Optional.empty());
  }

  Vantage now(String tenant, String id, boolean waitForApplied) {
    return now(tenant, id, waitForApplied ? PATIENCE : Duration.ZERO);
  }

  /// What was known when a calendar day in the client's zone was over. Known-days are days of UTC,
  /// so that no change of the zone makes one of them begin again; the last of them is the one in
  /// which the client's day ends, by the zone that the client had then.
  ///
  /// @throws FailedPrecondition if the day is not over
  Vantage asOf(String tenant, String id, LocalDate day) {
    Client now = clients.require(tenant, id);
    LocalDate known = day;
    Progress.State state = close(tenant, id, now, known, day);
    Client then = client(ledger.asOf(known), tenant, id).orElse(now);
    if (lastKnownDay(day, then.zone()).isAfter(known)) {
      known = lastKnownDay(day, then.zone());
      state = close(tenant, id, then, known, day);
      then = client(ledger.asOf(known), tenant, id).orElse(now);
    }
    Scope scope = new Scope(ledger.asOf(known), tenant, id, then.zone());
    return new Vantage(scope, then, state, Optional.of(day));
  }

  private Progress.State close(
      String tenant, String id, Client client, LocalDate known, LocalDate day) {
    if (!known.isBefore(days.today())) {
      LocalDate last = lastKnownDay(day, client.zone());
      throw new FailedPrecondition(
          "DAY_NOT_OVER",
          "as_of: "
              + day
              + " (expected: a day that is over; "
              + (last.isBefore(known) ? known : last).plusDays(1).atStartOfDay(ZoneOffset.UTC)
              + " is when this one will be)");
    }
    return days.close(tenant, id, known);
  }

  private static LocalDate lastKnownDay(LocalDate day, ZoneId zone) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    return LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
  }

  private static Optional<Client> client(LedgerView ledger, String tenant, String id) {
    String fact = new FactId(tenant, id, FactKind.CLIENT, id).toString();
    byte[] state = Fact.decode(ledger.read(Ledger.FACTS, List.of(fact)).get(fact)).state();
    return state.length == 0 ? Optional.empty() : StateMessages.client(state);
  }
}
