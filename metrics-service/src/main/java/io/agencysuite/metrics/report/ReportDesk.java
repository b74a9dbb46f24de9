package io.agencysuite.metrics.report;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.metrics.stream.Progress;
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
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final Vantages vantages;
  private final Progress progress;
  private final Counter failures;

  ReportDesk(Vantages vantages, Progress progress, MeterRegistry meters) {
    this.vantages = vantages;
    this.progress = progress;
    this.failures =
        Counter.builder("agency.report.proof.failed")
            .description("Reports that contradict themselves or the states they were counted from")
            .register(meters);
  }

  ReportAnswer answer(Identity caller, ReportOrder order) {
    Sight sight = Sight.of(caller, order.client());
    sight.require(order.query());
    return order.asOf().isPresent()
        ? asOf(vantages.asOf(caller.tenant(), order.client(), order.asOf().get()), order, sight)
        : now(vantages.now(caller.tenant(), order.client(), order.waitForApplied()), order, sight);
  }

  private ReportAnswer asOf(Vantage vantage, ReportOrder order, Sight sight) {
    ReportAnswer answer = read(vantage, order, sight);
    if (answer.failed()) {
      alarm(answer);
    }
    return answer;
  }

  private ReportAnswer now(Vantage first, ReportOrder order, Sight sight) {
    Scope scope = first.scope();
    Vantage vantage = first;
    for (int attempt = 1; ; attempt++) {
      ReportAnswer answer = read(vantage, order, sight);
      if (!answer.failed()) {
        return answer;
      }
      if (isSettled(vantage.progress(), progress.read(scope.tenant(), scope.client()))) {
        alarm(answer);
        return answer;
      }
      if (attempt == TRIES) {
        return answer.undecided();
      }
      vantage = vantages.now(scope.tenant(), scope.client(), SHORT_PATIENCE);
    }
  }

  private static ReportAnswer read(Vantage vantage, ReportOrder order, Sight sight) {
    ReportQuery query = order.query();
    Scope scope = vantage.scope();
    Places places = new Places(scope, query);
    DayShift days = DayShift.none(query.from(), query.to());
    Report now = new ReportReader(scope, query, places, days).read();
    Optional<Report> then =
        query.compared().map(other -> new ReportReader(scope, query, places, other).read());
    Optional<Sums> recount =
        order.prove()
            ? Optional.of(
                new Recount(scope, query, places, vantage.client().currencyCode()).count())
            : Optional.empty();
    return new ReportAnswer(
        vantage,
        new ReportPair(query, now, then),
        sight,
        places.overflowed(),
        ReportProof.of(now, recount, !query.hourly(), sight, vantage.progress().parked()));
  }

  /// True if nothing was counted between the two looks, so that all that was read belongs together.
  private static boolean isSettled(Progress.State before, Progress.State after) {
    return before.pending() == 0
        && after.pending() == 0
        && before.appliedTo().equals(after.appliedTo());
  }

  private void alarm(ReportAnswer answer) {
    Scope scope = answer.vantage().scope();
    failures.increment();
    LOG.error(
        "the report of {}/{} fails its proof: {}",
        scope.tenant(),
        scope.client(),
        answer.checks().stream().filter(ProofCheck::failed).toList());
  }
}
