package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.stream.Progress;
import io.grpc.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Lets one question at a time hold trails in memory, and repeats those whose proof fails while
/// more is being counted.
@Component
final class ProofDesk {

  private static final Logger LOG = LoggerFactory.getLogger(ProofDesk.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final Semaphore running = new Semaphore(1);
  private final Progress progress;
  private final Counter failures;

  ProofDesk(Progress progress, MeterRegistry meters) {
    this.progress = progress;
    this.failures =
        Counter.builder("agency.funnel.proof.failed")
            .description("Funnels and retention that contradict themselves or the reports")
            .register(meters);
  }

  /// What was asked for, with its checks.
  record Proved<T>(T answer, List<FunnelCheck> checks, Progress.State state) {}

  /// Reads an answer and checks it.
  <T> Proved<T> answer(
      String tenant,
      String client,
      boolean wait,
      Supplier<T> read,
      Function<T, List<FunnelCheck>> check) {
    awaitTurn();
    try {
      Progress.State state =
          wait ? progress.await(tenant, client, PATIENCE) : progress.read(tenant, client);
      for (int attempt = 1; ; attempt++) {
        T answer = read.get();
        List<FunnelCheck> checks = check.apply(answer);
        if (checks.stream().noneMatch(FunnelCheck::failed)) {
          return new Proved<>(answer, checks, state);
        }
        if (isSettled(state, progress.read(tenant, client))) {
          failures.increment();
          LOG.error("a funnel of {}/{} fails its proof: {}", tenant, client, checks);
          return new Proved<>(answer, checks, state);
        }
        if (attempt == TRIES) {
          List<FunnelCheck> undecided =
              checks.stream().map(FunnelCheck::undecidedIfFailed).toList();
          return new Proved<>(answer, undecided, state);
        }
        state = progress.await(tenant, client, SHORT_PATIENCE);
      }
    } finally {
      running.release();
    }
  }

  /// Stops the work when its deadline has passed or the caller has gone.
  static void requireCaller() {
    if (Context.current().isCancelled()) {
      throw new CancellationException("nobody waits for the answer any more");
    }
  }

  private void awaitTurn() {
    try {
      while (!running.tryAcquire(50, TimeUnit.MILLISECONDS)) {
        requireCaller();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /// True if nothing was counted between the two looks, so that all that was read belongs together.
  private static boolean isSettled(Progress.State before, Progress.State after) {
    return before.pending() == 0
        && after.pending() == 0
        && before.appliedTo().equals(after.appliedTo());
  }
}
