package io.agencysuite.metrics.report;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.stream.Streams;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reads reports and checks each before it is answered.
@Component
final class ReportDesk {

  private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final ClientStore clients;
  private final LedgerStore ledger;
  private final Progress progress;
  private final Counter failures;

  ReportDesk(ClientStore clients, LedgerStore ledger, Progress progress, MeterRegistry meters) {
    this.clients = clients;
    this.ledger = ledger;
    this.progress = progress;
    this.failures =
        Counter.builder("agency.report.proof.failed")
            .description("Reports that contradict themselves or the states they were counted from")
            .register(meters);
  }

  ReportAnswer answer(Identity caller, ReportOrder order) {
    Client client = clients.require(caller.tenant(), order.client());
    Sight sight = Sight.of(caller, order.client());
    sight.require(order.query());
    int stream = Streams.of(caller.tenant(), order.client());
    Scope scope = new Scope(ledger, caller.tenant(), order.client(), client.zone());
    Progress.State state =
        order.waitForApplied() ? progress.await(stream, PATIENCE) : progress.read(stream);
    for (int attempt = 1; ; attempt++) {
      ReportAnswer answer = read(scope, client, order, sight, state);
      if (!answer.failed()) {
        return answer;
      }
      if (isSettled(state, progress.read(stream))) {
        alarm(scope, answer);
        return answer;
      }
      if (attempt == TRIES) {
        return answer.undecided();
      }
      state = progress.await(stream, SHORT_PATIENCE);
    }
  }

  private static ReportAnswer read(
      Scope scope, Client client, ReportOrder order, Sight sight, Progress.State state) {
    ReportQuery query = order.query();
    Places places = new Places(scope, query);
    DayShift days = DayShift.none(query.from(), query.to());
    Report now = new ReportReader(scope, query, places, days).read();
    Optional<Report> then =
        query.compared().map(other -> new ReportReader(scope, query, places, other).read());
    Optional<Sums> recount =
        order.prove() ? Optional.of(new Recount(scope, query, places).count()) : Optional.empty();
    return new ReportAnswer(
        client,
        new ReportPair(query, now, then),
        sight,
        places.overflowed(),
        state,
        ReportProof.of(now, recount, !query.hourly(), sight));
  }

  /// True if nothing was counted between the two looks, so that all that was read belongs together.
  private static boolean isSettled(Progress.State before, Progress.State after) {
    return before.pending() == 0
        && after.pending() == 0
        && before.appliedTo().equals(after.appliedTo());
  }

  private void alarm(Scope scope, ReportAnswer answer) {
    failures.increment();
    LOG.error(
        "the report of {}/{} fails its proof: {}",
        scope.tenant(),
        scope.client(),
        answer.checks().stream().filter(ProofCheck::failed).toList());
  }
}
