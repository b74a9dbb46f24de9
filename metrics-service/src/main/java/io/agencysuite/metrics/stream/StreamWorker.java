package io.agencysuite.metrics.stream;

import io.agencysuite.kit.mongo.Lease;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the segments of one stream, one after the other, under a lease. For each it stores a
/// plan, unless there is one, repeats what the plan says and moves the watermark last; whatever a
/// crash leaves, the next worker repeats the same plan.
final class StreamWorker {

  private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);
  private static final int TRIES = 5;

  private final int stream;
  private final StreamStores stores;
  private final Planner planner;
  private final InstantSource clock;

  private long token = -1;
  private long applied = -1;
  private LocalDate known = LocalDate.EPOCH;
  private int failures;

  StreamWorker(int stream, StreamStores stores, Planner planner, InstantSource clock) {
    this.stream = stream;
    this.stores = stores;
    this.planner = planner;
    this.clock = clock;
  }

  /// Applies the next segment.
  ///
  /// @return false if there is none, or if another worker has taken the stream over
  boolean applyNext(Lease lease) {
    if (token != lease.token() && !takeOver(lease.token())) {
      return false;
    }
    long next = applied + 1;
    Optional<Segment> segment = find(next);
    if (segment.isEmpty()) {
      return false;
    }
    LocalDate day = later(known, segment.get().receivedDay());
    try {
      day = apply(segment.get(), day);
      failures = 0;
    } catch (RuntimeException e) {
      forget();
      failures++;
      if (failures < TRIES || !stores.watermarks().holds(stream, lease.token())) {
        throw e;
      }
      park(segment.get(), day, e);
    }
    if (!stores.watermarks().advance(segment.get(), day, lease.token())) {
      forget();
      return false;
    }
    applied = next;
    known = day;
    return true;
  }

  private boolean takeOver(long newToken) {
    Optional<WatermarkStore.Watermark> watermark = stores.watermarks().claim(stream, newToken);
    if (watermark.isEmpty()) {
      return false;
    }
    if (watermark.get().number() != applied) {
      planner.forget();
    }
    token = newToken;
    applied = watermark.get().number();
    known = watermark.get().knownDay();
    return true;
  }

  private void forget() {
    planner.forget();
    token = -1;
    applied = -1;
  }

  /// The segment of this number. When it is missing and a later one is there, its insertion was
  /// rolled back, or is still on its way: a filler takes the number, and the appender the next.
  private Optional<Segment> find(long number) {
    Optional<Segment> segment = stores.segments().get(stream, number);
    if (segment.isPresent() || stores.segments().firstFrom(stream, number).isEmpty()) {
      return segment;
    }
    stores.segments().insert(stream, number, clock.instant(), List.of());
    return stores.segments().get(stream, number);
  }

  /// Known-days never go back, whatever the clocks of those who append do: a day that is over stays
  /// as it is.
  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  /// @return the day that the segment counts as known from, as the plan says that holds
  private LocalDate apply(Segment segment, LocalDate day) {
    Plan plan =
        stores
            .plans()
            .get(stream, segment.number())
            .orElseGet(() -> stores.plans().insertOnce(planner.plan(segment, day)));
    Map<Ledger, List<Op>> ops = new EnumMap<>(Ledger.class);
    for (Op op : plan.ops()) {
      ops.computeIfAbsent(op.collection(), ledger -> new java.util.ArrayList<>()).add(op);
    }
    ops.forEach((ledger, some) -> stores.ledger().apply(ledger, plan, some));
    planner.applied(plan);
    return later(day, plan.knownDay());
  }

  private void park(Segment segment, LocalDate day, RuntimeException cause) {
    LOG.error("segment {} is set aside after {} tries", segment.id(), failures, cause);
    stores.watermarks().park(segment, day, String.valueOf(cause), clock.instant());
    failures = 0;
  }
}
