package io.agencysuite.metrics.report;

import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.kit.error.Unavailable;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.stream.Streams;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks once a second whether something was counted, and shows the day's figures anew. However
/// many watch, the store is asked once a second for each stream that is watched.
@Component
final class TodayWatch {

  private static final int MOST = 200;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Set<Role> ROLES =
      EnumSet.of(Role.OWNER, Role.PLANNER, Role.COMMUNITY_MANAGER, Role.SALES, Role.ANALYST);

  private final ReportDesk desk;
  private final ClientStore clients;
  private final Progress progress;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(MOST);
  private final Map<Integer, Look> looks = new ConcurrentHashMap<>();
  private volatile boolean closing;

  TodayWatch(
      ReportDesk desk,
      ClientStore clients,
      Progress progress,
      InstantSource clock,
      MeterRegistry meters) {
    this.desk = desk;
    this.clients = clients;
    this.progress = progress;
    this.clock = clock;
    Gauge.builder("agency.report.watchers", () -> MOST - places.availablePermits())
        .description("Streams of today's figures that are open")
        .register(meters);
  }

  /// Somebody who watches.
  interface Viewer {
    /// False as soon as nobody looks any more.
    boolean isThere();

    /// False while what was shown before is still on its way.
    boolean isReady();

    /// Takes the figures of a client as they are now, which may be the ones it has.
    void show(String client, LocalDate day, ReportAnswer answer);
  }

  /// How far a stream was at a moment.
  private record Look(Instant at, long applied) {}

  /// What a viewer was shown of a client: its day, and how far everything was counted.
  private record Shown(LocalDate day, long applied) {}

  /// Shows until the viewer leaves.
  void run(Identity caller, List<String> watched, Viewer viewer) {
    watched.forEach(client -> require(caller, client));
    if (!places.tryAcquire()) {
      throw new ResourceExhausted(
          "LIMIT_REACHED", MOST + " watch already (expected: fewer; try again later)");
    }
    try {
      Map<String, Shown> shown = new HashMap<>();
      while (viewer.isThere()) {
        if (closing) {
          throw new Unavailable("CLOSING", "this instance is being stopped (expected: another)");
        }
        if (viewer.isReady()) {
          watched.forEach(client -> show(caller, client, viewer, shown));
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  private void require(Identity caller, String client) {
    if (!caller.holds(ROLES, client)) {
      throw NotFound.resource("clients/" + client);
    }
    clients.require(caller.tenant(), client);
  }

  private void show(Identity caller, String client, Viewer viewer, Map<String, Shown> shown) {
    LocalDate day =
        LocalDate.ofInstant(clock.instant(), clients.require(caller.tenant(), client).zone());
    Shown now = new Shown(day, applied(Streams.of(caller.tenant(), client)));
    if (!now.equals(shown.put(client, now))) {
      ReportQuery query =
          new ReportQuery(
              day,
              day,
              ReportQuery.Granularity.TOTAL,
              Set.of(),
              ReportFilter.NONE,
              Optional.empty());
      viewer.show(
          client,
          day,
          desk.answer(caller, new ReportOrder(client, query, false, false, Optional.empty())));
    }
  }

  /// As of a second ago at the latest.
  private long applied(int stream) {
    Instant now = clock.instant();
    return looks
        .compute(
            stream,
            (_, last) ->
                last != null && now.isBefore(last.at().plus(PAUSE.dividedBy(2)))
                    ? last
                    : new Look(now, progress.applied(stream)))
        .applied();
  }
}
