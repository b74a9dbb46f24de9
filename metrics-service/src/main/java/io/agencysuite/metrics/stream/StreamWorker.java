package io.agencysuite.metrics.stream;

import io.agencysuite.kit.mongo.Lease;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the segments of one stream in their order, under a lease. For those that wait it stores
/// a plan, unless there is one, repeats what the plan says and moves the watermark last; whatever a
/// crash leaves, the next worker repeats the same plan.
final class StreamWorker {

  private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);
  private static final BitSet NOTHING = new BitSet();
  private static final int TRIES = 5;

  /// Most segments of a bite, however small they are.
  private static final int MOST_SEGMENTS = 256;

  private final int stream;
  private final StreamStores stores;
  private final Planner planner;
  private final StreamSettings settings;
  private final InstantSource clock;

  private long token = -1;
  private long applied = -1;
  private LocalDate known = LocalDate.EPOCH;
  private int failures;

  StreamWorker(
      int stream,
      StreamStores stores,
      Planner planner,
      StreamSettings settings,
      InstantSource clock) {
    this.stream = stream;
    this.stores = stores;
    this.planner = planner;
    this.settings = settings;
    this.clock = clock;
  }

  /// Applies the next segments: all that wait and fit into a bite, only one after a failure.
  ///
  /// @return false if there is none, or if another worker has taken the stream over
  boolean applyNext(Lease lease) {
    if (token != lease.token() && !takeOver(lease.token())) {
      return false;
    }
    long next = applied + 1;
    List<Segment> waiting = find(next);
    if (waiting.isEmpty()) {
      return false;
    }
    Bite bite = new Bite(waiting).ofOneDay(known);
    LocalDate day = bite.day(known);
    long last = bite.last();
    try {
      Plan plan = apply(bite, day);
      day = plan.knownDay().isAfter(day) ? plan.knownDay() : day;
      last = plan.last();
      failures = 0;
    } catch (RuntimeException e) {
      forget();
      failures++;
      if (failures < TRIES || !stores.watermarks().holds(stream, lease.token())) {
        throw e;
      }
      last = stores.plans().lastOf(stream, next);
      setAside(bite, last, day, e);
    }
    Segment end =
        last == bite.last()
            ? bite.segments().getLast()
            : stores.segments().get(stream, last).orElseThrow();
    if (!stores.watermarks().advance(end, day, lease.token())) {
      forget();
      return false;
    }
    stores.segments().applied(stream, last);
    applied = last;
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

  /// The segment of this number and those behind it. When it is missing and a later one is there,
  /// its insertion was rolled back, or is still on its way: a filler takes the number, and the
  /// appender the next.
  private List<Segment> find(long number) {
    int most = failures > 0 ? 1 : MOST_SEGMENTS;
    List<Segment> found = stores.segments().from(stream, number, most, settings);
    if (!found.isEmpty() || stores.segments().firstFrom(stream, number).isEmpty()) {
      return found;
    }
    stores.segments().insert(stream, number, clock.instant(), List.of());
    return stores.segments().get(stream, number).stream().toList();
  }

  /// @return the plan that holds; it may be of more or fewer segments than the bite
  private Plan apply(Bite bite, LocalDate day) {
    Plan plan =
        stores
            .plans()
            .startingAt(stream, bite.first())
            .orElseGet(() -> stores.plans().insertOnce(planner.plan(bite, day, NOTHING)));
    repeat(plan);
    return plan;
  }

  private void repeat(Plan plan) {
    Map<Ledger, List<Op>> ops = new EnumMap<>(Ledger.class);
    for (Op op : plan.ops()) {
      ops.computeIfAbsent(op.collection(), ledger -> new ArrayList<>()).add(op);
    }
    ops.forEach((ledger, some) -> stores.ledger().apply(ledger, plan, some));
    planner.applied(plan);
  }

  /// Sets aside what keeps the others from being applied: single entries where no plan can be made
  /// of them, else all segments of the plan that cannot be repeated.
  private void setAside(Bite bite, long last, LocalDate day, RuntimeException cause) {
    Segment first = bite.segments().getFirst();
    if (stores.plans().startingAt(stream, bite.first()).isPresent()) {
      LOG.error("segments {} to {} are set aside", first.id(), last, cause);
      for (long number = bite.first(); number <= last; number++) {
        Segment segment = stores.segments().get(stream, number).orElseThrow();
        stores.parked().parkWhole(segment, day, clock.instant(), String.valueOf(cause));
      }
    } else {
      SortedMap<Integer, String> reasons =
          new Sieve(planner, stores.watermarks(), bite, day).unplannable();
      LOG.error("entries {} of segment {} are set aside", reasons.keySet(), first.id(), cause);
      stores.parked().park(first, day, clock.instant(), reasons);
      BitSet aside = new BitSet();
      reasons.keySet().forEach(aside::set);
      repeat(stores.plans().insertOnce(planner.plan(bite, day, aside)));
    }
    failures = 0;
  }
}
