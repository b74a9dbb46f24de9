package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.apply.SubjectBook;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerView;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads what visitors did and counts how far they came.
final class FunnelReader {

  private static final int MOST_GROUPS = 100;

  private static final Comparator<Map.Entry<GroupKey, StepSums>> LARGEST_FIRST =
      Comparator.<Map.Entry<GroupKey, StepSums>>comparingLong(group -> -group.getValue().count(0))
          .thenComparing(group -> group.getKey().channel())
          .thenComparing(group -> group.getKey().campaign());

  private final LedgerView ledger;
  private final FunnelQuery query;
  private final Span span;
  private final long now;
  private final Runnable alive;
  private final TupleBook tuples;
  private final SubjectBook subjects;
  private final StepMatcher matcher;
  private final Trails trails;
  private final Deals deals;
  private final Map<GroupKey, StepSums> groups = new HashMap<>();
  private final StepSums totals;
  private long open;

  private FunnelReader(Scope scope, FunnelQuery query, long now, Runnable alive) {
    this.ledger = scope.ledger();
    this.query = query;
    this.span = Span.of(query, scope.zone());
    this.now = now;
    this.alive = alive;
    this.tuples = scope.tuples();
    this.subjects = scope.subjects();
    this.matcher = new StepMatcher(query.steps(), subjects, tuples);
    this.trails = new Trails(query.steps().size());
    this.deals = Deals.read(ledger, scope.tenant(), scope.client(), alive);
    this.totals = new StepSums(query.steps().size());
    new TrailReader(ledger, query, span, matcher, tuples, alive)
        .read(scope.tenant(), scope.client(), trails);
  }

  /// Whose funnel it is.
  record Scope(LedgerView ledger, String tenant, String client, ZoneId zone) {

    TupleBook tuples() {
      String id = tenant + '/' + client + "/tuples/all";
      return TupleBook.decode(ledger.read(Ledger.TUPLES, List.of(id)).get(id), 0);
    }

    SubjectBook subjects() {
      String id = SubjectBook.id(tenant, client);
      return SubjectBook.decode(ledger.read(Ledger.SUBJECTS, List.of(id)).get(id));
    }
  }

  /// @param now in milliseconds
  /// @param alive throws when nobody waits for the answer any more
  static Funnel read(Scope scope, FunnelQuery query, long now, Runnable alive) {
    return new FunnelReader(scope, query, now, alive).count();
  }

  private Funnel count() {
    long firstStepIds = firstStepIds();
    long merged = trails.connect(deals.persons());
    addDeals();
    trails.consented().values().forEach(this::countOne);
    StepSums anonymous = new StepSums(totals.steps());
    if (!query.bySession()) {
      trails.anonymous().values().forEach(trail -> countAnonymous(trail, anonymous));
    }
    return new Funnel(
        totals,
        largest(),
        anonymous,
        IntStream.range(0, totals.steps()).mapToObj(trails::untracedAt).toList(),
        open,
        firstStepIds,
        merged,
        trails.read() + deals.read(),
        subjects.isFull() || tuples.overflowed());
  }

  private void addDeals() {
    Map<Long, Deals.Deal> firsts = deals.firstOrders();
    for (Deals.Deal deal : deals.all()) {
      long person = deals.persons().of(deal.person());
      Step.Kind kind = deal.order() ? Step.Kind.ORDER : Step.Kind.LEAD;
      int fits = matcher.fact(kind);
      if (deal.equals(firsts.get(person))) {
        fits |= matcher.fact(Step.Kind.FIRST_ORDER);
      }
      boolean between = query.strict() && matcher.concerns(kind);
      if (span.isStep(deal.timeMillis()) && (fits != 0 || between)) {
        trails.add(true, person, new Moment(deal.timeMillis(), kind, deal.event(), 0, 0, fits));
        if (!deal.traced()) {
          trails.untraced(fits & ~1);
        }
      }
    }
  }

  private void countOne(Trail trail) {
    alive.run();
    List<Moment> moments = trail.moments();
    Collection<List<Moment>> units =
        query.bySession()
            ? moments.stream().collect(Collectors.groupingBy(Moment::session)).values()
            : List.of(moments);
    for (List<Moment> unit : units) {
      Walk walk = walk(unit);
      GroupKey group = firstTouch(moments, walk);
      if (walk.reached() > 0 && isWanted(group)) {
        totals.add(walk);
        open += walk.isOpen(now) ? 1 : 0;
        groups.computeIfAbsent(cut(group), key -> new StepSums(totals.steps())).add(walk);
      }
    }
  }

  private void countAnonymous(Trail trail, StepSums sums) {
    List<Moment> moments = trail.moments();
    Walk walk = walk(moments);
    if (isWanted(firstTouch(moments, walk))) {
      sums.add(walk);
    }
  }

  private Walk walk(List<Moment> moments) {
    List<Moment> steps =
        query.strict()
            ? moments.stream().filter(moment -> matcher.concerns(moment.kind())).toList()
            : moments;
    return new Walk(
            totals.steps(), span.fromMillis(), span.untilMillis(), query.window().toMillis())
        .through(steps, query.strict());
  }

  /// By what the visitor came first, as far as it matters.
  private GroupKey firstTouch(List<Moment> moments, Walk walk) {
    if (query.needsFirstTouch() && walk.reached() > 0) {
      long first = walk.enteredMillis() - Span.TOUCH_WINDOW.toMillis();
      for (Moment moment : moments) {
        if (moment.kind() == Step.Kind.VISIT
            && moment.timeMillis() >= first
            && moment.timeMillis() <= walk.enteredMillis()) {
          Tuple tuple = tuples.tuple(moment.tuple());
          if (moment.tuple() == TupleBook.OTHER) {
            return GroupKey.OTHER;
          }
          if (tuple.known()) {
            return new GroupKey(tuple.channel(), tuple.campaign(), false);
          }
        }
      }
    }
    return new GroupKey("", "", false);
  }

  private boolean isWanted(GroupKey group) {
    return (query.channels().isEmpty() || query.channels().contains(group.channel()))
        && (query.campaigns().isEmpty() || query.campaigns().contains(group.campaign()));
  }

  private GroupKey cut(GroupKey group) {
    return switch (query.groupBy()) {
      case NOTHING -> new GroupKey("", "", false);
      case CHANNEL -> new GroupKey(group.channel(), "", group.other());
      case CAMPAIGN -> group;
    };
  }

  /// The largest groups; all others together are one more.
  private Map<GroupKey, StepSums> largest() {
    Map<GroupKey, StepSums> cut = new LinkedHashMap<>();
    if (query.groupBy() == FunnelQuery.GroupBy.NOTHING) {
      return cut;
    }
    for (var group : groups.entrySet().stream().sorted(LARGEST_FIRST).toList()) {
      GroupKey key = cut.size() < MOST_GROUPS ? group.getKey() : GroupKey.OTHER;
      cut.computeIfAbsent(key, k -> new StepSums(totals.steps())).addAll(group.getValue());
    }
    return cut;
  }

  /// Ids with consent that did the first step, to be compared with the report.
  private long firstStepIds() {
    return trails.consented().values().stream()
        .filter(trail ->
            trail.moments().stream()
                .anyMatch(moment -> moment.fits(0) && span.isFirstStep(moment.timeMillis())))
        .count();
  }
}
