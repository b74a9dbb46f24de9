package io.agencysuite.kit.work;

import io.agencysuite.kit.mongo.Lease;
import io.agencysuite.kit.mongo.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a task again and again on a virtual thread, in one process at a time: whoever holds the
/// lease. A failing task is tried again after a pause that grows up to [#LONGEST_PAUSE]; while
/// there is nothing to do, the interval grows up to [#LONGEST_IDLE] times.
public final class LeasedWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeasedWorker.class);
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int LONGEST_IDLE = 5;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Leases leases;
  private final Duration interval;
  private final Task task;
  private final Semaphore nudge = new Semaphore(0);
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /// One round of work.
  @FunctionalInterface
  public interface Task {

    /// @param lease held with at least half of its length left; its token fences the writes
    /// @return true if there is more to do at once
    boolean run(Lease lease) throws InterruptedException;
  }

  /// @param interval pause between two rounds that found nothing more to do
  public LeasedWorker(String name, Leases leases, Duration interval, Task task) {
    this.name = name;
    this.leases = leases;
    this.interval = interval;
    this.task = task;
  }

  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("worker-" + name).start(this::loop);
    }
  }

  /// Ends the current pause: there is work.
  public void nudge() {
    if (nudge.availablePermits() == 0) {
      nudge.release();
    }
  }

  /// Waits for the round in progress and gives the lease up.
  @Override
  public synchronized void close() {
    stopping = true;
    nudge();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(STOP_PATIENCE)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    int failures = 0;
    int idleRounds = 0;
    Optional<Lease> lease = Optional.empty();
    while (!stopping) {
      try {
        lease = hold(lease);
        boolean more = lease.isPresent() && task.run(lease.get());
        failures = 0;
        idleRounds = more ? 0 : idleRounds + 1;
        if (!more) {
          pause(interval.multipliedBy(Math.min(1 + idleRounds / 20, LONGEST_IDLE)));
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        lease = Optional.empty();
        failures++;
        LOG.warn("worker {} failed {} times in a row and will try again", name, failures, e);
        if (!pauseAfterFailure(failures)) {
          return;
        }
      }
    }
    release(lease);
  }

  private Optional<Lease> hold(Optional<Lease> held) {
    return held.filter(lease -> leases.isFresh(lease, LEASE_LENGTH))
        .or(() -> leases.acquire(name, LEASE_LENGTH));
  }

  private void release(Optional<Lease> lease) {
    try {
      lease.ifPresent(leases::release);
    } catch (RuntimeException e) {
      LOG.info("worker {} could not give its lease up; it ends by itself", name);
    }
  }

  private boolean pauseAfterFailure(int failures) {
    Duration pause = interval.multipliedBy(1L << Math.min(failures, 10));
    try {
      pause(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    if (nudge.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      nudge.drainPermits();
    }
  }
}
