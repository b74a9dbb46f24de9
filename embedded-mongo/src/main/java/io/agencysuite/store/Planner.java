package io.agencysuite.store;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Chooses the index that reads the fewest keys; the trees know exactly how many there are. */
final class Planner {

  private static final int MAX_INTERVALS = 100_000;
  private static final Interval EVERYTHING = new Interval(new byte[] {0}, new byte[] {-1});

  /** Fetching a document by way of an index costs about this many steps along the documents. */
  private static final double FETCH_COST = 2.0;

  private final StoredCollection collection;
  private final Query query;
  private final Conditions conditions;

  private Planner(StoredCollection collection, Query query) {
    this.collection = collection;
    this.query = query;
    this.conditions = Conditions.of(query.filter());
  }

  static Plan plan(StoredCollection collection, Query query) {
    return new Planner(collection, query).choose();
  }

  private Plan choose() {
    List<Plan> candidates = new ArrayList<>();
    String hint = query.hint();
    if (hint == null || hint.equals(IndexSpec.ID_INDEX)) {
      candidates.add(candidate(null));
    }
    for (StoredIndex index : collection.indexes()) {
      if ((hint == null || hint.equals(index.spec().name())) && isUsable(index)) {
        Plan plan = candidate(index);
        if (plan.narrowed() || plan.sorted() || hint != null || narrowsByPresence(index)) {
          candidates.add(plan);
        }
      }
    }
    if (candidates.isEmpty()) {
      throw StoreErrors.badValue("hint: " + hint + " (expected: an index that fits the filter)");
    }
    return cheapest(candidates);
  }

  private Plan cheapest(List<Plan> candidates) {
    long fewest = candidates.stream().mapToLong(Plan::keys).min().orElse(0);
    Plan best = candidates.getFirst();
    for (Plan plan : candidates) {
      if (cost(plan, fewest) < cost(best, fewest)) {
        best = plan;
      }
    }
    return best;
  }

  private double cost(Plan plan, long fewestMatches) {
    double steps = plan.keys();
    long wanted = query.limit() == 0 ? 0 : (long) query.limit() + query.skip();
    if (wanted > 0 && plan.sorted()) {
      // Matches are assumed to lie evenly among the keys, at most as many as the best index found.
      steps = Math.min(steps, (double) wanted * plan.keys() / Math.max(1, fewestMatches));
    } else if (!plan.sorted()) {
      steps *= 1.5;
    }
    return plan.index() == null ? steps : steps * FETCH_COST;
  }

  private boolean isUsable(StoredIndex index) {
    IndexSpec spec = index.spec();
    if (spec.partialFilter() != null && !conditions.imply(spec.partialFilter())) {
      return false;
    }
    return !spec.sparse() || narrowsByPresence(index);
  }

  private boolean narrowsByPresence(StoredIndex index) {
    boolean selective = index.spec().sparse() || index.spec().partialFilter() != null;
    return selective
        && (index.spec().partialFilter() != null
            || index.spec().parts().stream().anyMatch(part -> isPresent(part.path())));
  }

  private boolean isPresent(String path) {
    FieldCondition condition = conditions.on(path);
    return condition != null && condition.impliesPresence();
  }

  private Plan candidate(@Nullable StoredIndex index) {
    List<KeyPart> parts = index == null ? IndexSpec.ID.parts() : index.spec().parts();
    boolean multikey = index != null && index.isMultikey();
    List<Interval> intervals = List.of(EVERYTHING);
    List<String> used = new ArrayList<>();
    int fixed = 0;
    boolean points = true;
    for (int i = 0; i < parts.size() && points; i++) {
      FieldCondition condition = conditions.on(parts.get(i).path());
      List<Interval> own = condition == null ? null : condition.intervals(multikey);
      if (condition == null
          || own == null
          || (long) own.size() * intervals.size() > MAX_INTERVALS) {
        break;
      }
      points = condition.isPoints();
      List<Interval> directed = directed(own, parts.get(i).descending(), points);
      intervals = used.isEmpty() ? directed : joined(intervals, directed);
      used.add(parts.get(i).path());
      fixed = fixed == i && points && own.size() == 1 ? i + 1 : fixed;
    }
    int direction = multikey ? 0 : sortDirection(parts, fixed);
    boolean sorted = query.sort().isEmpty() || direction != 0;
    boolean exact = !multikey && conditions.areDecidedBy(used);
    return new Plan(
        index,
        intervals,
        !used.isEmpty(),
        direction < 0,
        sorted,
        exact,
        estimate(index, intervals, points && used.size() == parts.size()));
  }

  private static List<Interval> directed(List<Interval> own, boolean descending, boolean points) {
    if (!descending) {
      return own;
    }
    List<Interval> inverted = new ArrayList<>();
    for (Interval interval : own) {
      inverted.addFirst(
          points ? Interval.prefix(Bytes.inverted(interval.low())) : interval.inverted());
    }
    return inverted;
  }

  private static List<Interval> joined(List<Interval> heads, List<Interval> own) {
    List<Interval> joined = new ArrayList<>();
    for (Interval head : heads) {
      own.forEach(interval -> joined.add(interval.after(head.low())));
    }
    return joined;
  }

  /** 1 or -1 when reading the index forwards or backwards gives the order asked for, else 0. */
  private int sortDirection(List<KeyPart> indexParts, int fixed) {
    List<KeyPart> parts = new ArrayList<>(indexParts);
    if (indexParts.stream().noneMatch(part -> part.path().equals("_id"))) {
      parts.add(KeyPart.of("_id", false));
    }
    int direction = 0;
    int at = 0;
    for (KeyPart wanted : query.sort()) {
      while (at < fixed && !parts.get(at).path().equals(wanted.path())) {
        at++;
      }
      boolean isFixed =
          parts.subList(0, fixed).stream().anyMatch(part -> part.path().equals(wanted.path()));
      if (isFixed) {
        continue;
      }
      if (at >= parts.size() || !parts.get(at).path().equals(wanted.path())) {
        return 0;
      }
      int own = wanted.direction() * parts.get(at).direction();
      if (direction != 0 && direction != own) {
        return 0;
      }
      direction = own;
      at++;
    }
    return direction == 0 ? 1 : direction;
  }

  private long estimate(@Nullable StoredIndex index, List<Interval> intervals, boolean points) {
    boolean unique = index == null || index.spec().unique();
    return points && unique ? intervals.size() : keys(collection, index, intervals);
  }

  /** How many keys lie in the intervals. */
  static long keys(
      StoredCollection collection, @Nullable StoredIndex index, List<Interval> intervals) {
    MVMap<byte[], ?> map = index == null ? collection.documents() : index.entries();
    if (intervals.size() == 1 && intervals.getFirst().equals(EVERYTHING)) {
      return map.sizeAsLong();
    }
    long keys = 0;
    for (Interval interval : intervals) {
      keys += rank(map, interval.high()) - rank(map, interval.low());
    }
    return keys;
  }

  private static long rank(MVMap<byte[], ?> map, byte[] key) {
    long index = map.getKeyIndex(key);
    return index >= 0 ? index : -index - 1;
  }
}
