package io.agencysuite.metrics.stream;

import io.agencysuite.kit.mongo.Lease;
import io.agencysuite.kit.mongo.Leases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a worker a stream, each on a virtual thread that sleeps until somebody appends. What other
/// instances append, or a crash left, is found by looking at all streams now and then. A lease is
/// held while there is work and for a moment after.
public final class StreamWorkers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamWorkers.class);
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(10);
  private static final Duration PROLONG_BEFORE = Duration.ofSeconds(5);
  private static final Duration IDLE_BEFORE_RELEASE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final Leases leases;
  private final StreamStores stores;
  private final StreamSettings settings;
  private final InstantSource clock;
  private final List<Lane> lanes = new ArrayList<>();
  private volatile boolean stopping;
  private volatile long pending;
  private volatile long parked;
  private @Nullable Thread poller;

  public StreamWorkers(
      Leases leases,
      StreamStores stores,
      StreamSettings settings,
      InstantSource clock,
      IntFunction<Planner> planners) {
    this.leases = leases;
    this.stores = stores;
    this.settings = settings;
    this.clock = clock;
    for (int stream = 0; stream < Streams.COUNT; stream++) {
      StreamWorker worker =
          new StreamWorker(stream, stores, planners.apply(stream), settings, clock);
      lanes.add(new Lane(stream, worker));
    }
  }

  public synchronized void start() {
    if (poller == null) {
      lanes.forEach(Lane::start);
      poller = Thread.ofVirtual().name("stream-poller").start(this::poll);
    }
  }

  /// Registers what an operator watches.
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("agency.stream.pending", () -> pending)
        .description("Segments received and not applied, all streams together")
        .register(meters);
    Gauge.builder("agency.stream.parked", () -> parked)
        .description("Segments of which something could not be applied; more than 0 is an alarm")
        .register(meters);
  }

  /// Says that something was appended.
  void nudge(int stream) {
    lanes.get(stream).nudge();
  }

  /// Waits for the segments in progress and gives the leases up.
  @Override
  public synchronized void close() {
    stopping = true;
    Thread polling = poller;
    if (polling == null) {
      return;
    }
    polling.interrupt();
    lanes.forEach(Lane::nudge);
    lanes.forEach(Lane::join);
  }

  private void poll() {
    while (!stopping) {
      try {
        long behind = 0;
        Map<Integer, Long> watermarks = stores.watermarks().all();
        for (Lane lane : lanes) {
          long applied = watermarks.getOrDefault(lane.stream, 0L);
          long last = stores.segments().last(lane.stream);
          if (last > applied) {
            behind += last - applied;
            lane.nudge();
          }
        }
        pending = behind;
        parked = stores.parked().count();
        Thread.sleep(settings.poll());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("cannot look for segments and will try again: {}", e.toString());
        if (!pause(settings.poll())) {
          return;
        }
      }
    }
  }

  private static boolean pause(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// The thread of one stream.
  private final class Lane {
    private final int stream;
    private final StreamWorker worker;
    private final Semaphore work = new Semaphore(0);
    private Optional<Lease> lease = Optional.empty();
    private @Nullable Thread thread;

    Lane(int stream, StreamWorker worker) {
      this.stream = stream;
      this.worker = worker;
    }

    void start() {
      thread = Thread.ofVirtual().name("stream-" + stream).start(this::loop);
    }

    void nudge() {
      if (work.availablePermits() == 0) {
        work.release();
      }
    }

    void join() {
      try {
        if (thread != null && !thread.join(STOP_PATIENCE)) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void loop() {
      int failures = 0;
      while (!stopping) {
        try {
          awaitWork();
          drain();
          failures = 0;
        } catch (InterruptedException e) {
          return;
        } catch (RuntimeException e) {
          failures++;
          LOG.warn("stream {} failed {} times in a row and will try again", stream, failures, e);
          long millis = Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(failures, 10));
          if (!pause(Duration.ofMillis(millis))) {
            return;
          }
          nudge();
        }
      }
      release();
    }

    private void awaitWork() throws InterruptedException {
      if (lease.isPresent()
          && !work.tryAcquire(IDLE_BEFORE_RELEASE.toMillis(), TimeUnit.MILLISECONDS)) {
        release();
      }
      if (lease.isEmpty()) {
        work.acquire();
      }
      work.drainPermits();
    }

    private void drain() {
      while (!stopping) {
        if (lease.isEmpty() || clock.instant().isAfter(lease.get().until().minus(PROLONG_BEFORE))) {
          lease = leases.acquire("stream-" + stream, LEASE_LENGTH);
        }
        if (lease.isEmpty() || !worker.applyNext(lease.get())) {
          return;
        }
      }
    }

    private void release() {
      Optional<Lease> held = lease;
      lease = Optional.empty();
      try {
        held.ifPresent(leases::release);
      } catch (RuntimeException e) {
        LOG.info("stream {} could not give its lease up; it ends by itself", stream);
      }
    }
  }
}
