package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.funnel.FunnelRecount.Thing;
import io.agencysuite.metrics.v1.FunnelStep;
import io.agencysuite.metrics.v1.QueryFunnelRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A funnel by brute force: tries every way through every visitor's steps.
final class BruteFunnel {

  private static final long TOUCH_MILLIS = 90L * 86_400_000;

  final long[] counts;
  final long[] anonymous;
  final long[] untraced;
  final List<List<Long>> gaps = new ArrayList<>();
  final Map<String, long[]> groups = new TreeMap<>();
  long open;

  private final QueryFunnelRequest query;
  private final List<FunnelStep> steps;
  private final long from;
  private final long until;
  private final long window;
  private List<Thing> things = List.of();
  private int[] earliest = new int[0];
  private long[] gap = new long[0];

  BruteFunnel(FunnelRecount recount, QueryFunnelRequest query, ZoneId zone, long now) {
    this.query = query;
    this.steps = query.getStepsList();
    this.from = start(LocalDate.parse(query.getFromDate()), zone);
    this.until = start(LocalDate.parse(query.getToDate()).plusDays(1), zone);
    this.window = query.getWindow().getSeconds() * 1_000;
    this.counts = new long[steps.size()];
    this.anonymous = new long[steps.size()];
    this.untraced = new long[steps.size()];
    steps.forEach(step -> gaps.add(new ArrayList<>()));
    boolean bySession = query.getCountBy() == QueryFunnelRequest.CountBy.SESSION;
    recount.persons.forEach((person, all) -> {
      if (!person.isEmpty()) {
        units(all, bySession).forEach(unit -> count(all, unit, now));
      }
    });
    if (!bySession) {
      recount
          .anonymous
          .values()
          .forEach(all -> {
            int reached = walk(all);
            for (int step = 0; step < reached && isWanted(firstTouch(all)); step++) {
              anonymous[step]++;
            }
          });
    }
    recount.persons.forEach((person, all) ->
        all.stream()
            .filter(thing -> person.isEmpty() || (bySession && thing.session().isEmpty()))
            .forEach(thing -> untrace(thing, 0)));
    if (bySession) {
      recount.anonymous.values().stream()
          .flatMap(List::stream)
          .filter(thing -> thing.session().isEmpty())
          .forEach(thing -> untrace(thing, 0));
    }
    recount.visitorless.forEach(thing -> untrace(thing, 1));
  }

  private static Collection<List<Thing>> units(List<Thing> all, boolean bySession) {
    return bySession
        ? all.stream()
            .filter(thing -> !thing.session().isEmpty())
            .collect(Collectors.groupingBy(Thing::session))
            .values()
        : List.of(all);
  }

  private void count(List<Thing> all, List<Thing> unit, long now) {
    int reached = walk(unit);
    if (reached == 0) {
      return;
    }
    Thing first = firstTouch(all);
    if (!isWanted(first)) {
      return;
    }
    long[] group =
        groups.computeIfAbsent(
            query.getGroupBy() == QueryFunnelRequest.GroupBy.CHANNEL
                ? first.channel()
                : first.channel() + '|' + first.campaign(),
            key -> new long[steps.size()]);
    for (int step = 0; step < reached; step++) {
      counts[step]++;
      group[step]++;
      if (step > 0) {
        gaps.get(step).add(gap[step]);
      }
    }
    long last = things.stream().filter(this::enters).mapToLong(Thing::time).max().orElseThrow();
    open += reached < steps.size() && now - last <= window ? 1 : 0;
  }

  private int walk(List<Thing> unit) {
    things =
        unit.stream()
            .filter(thing -> !query.getStrict() || steps.stream().anyMatch(s -> isOfKind(s, thing)))
            .filter(thing -> thing.time() >= from && thing.time() < until + window)
            .sorted(Thing.order())
            .toList();
    earliest = new int[steps.size()];
    gap = new long[steps.size()];
    Arrays.fill(earliest, Integer.MAX_VALUE);
    for (int at = 0; at < things.size(); at++) {
      if (enters(things.get(at))) {
        reach(0, at, 0);
        goOn(1, at, things.get(at).time());
      }
    }
    int reached = 0;
    while (reached < steps.size() && earliest[reached] != Integer.MAX_VALUE) {
      reached++;
    }
    return reached;
  }

  private void goOn(int step, int after, long started) {
    for (int at = after + 1; step < steps.size() && at < things.size(); at++) {
      Thing thing = things.get(at);
      if (fits(steps.get(step), thing) && thing.time() - started <= window) {
        reach(step, at, thing.time() - things.get(after).time());
        goOn(step + 1, at, started);
      }
      if (query.getStrict()) {
        return;
      }
    }
  }

  private void reach(int step, int at, long since) {
    if (at < earliest[step] || (at == earliest[step] && since < gap[step])) {
      earliest[step] = at;
      gap[step] = since;
    }
  }

  private boolean enters(Thing thing) {
    return fits(steps.getFirst(), thing) && thing.time() >= from && thing.time() < until;
  }

  /// Of the visit by which somebody came first; one without a channel stands for none.
  private Thing firstTouch(List<Thing> all) {
    long entered = things.stream().filter(this::enters).mapToLong(Thing::time).min().orElse(0);
    return all.stream()
        .filter(thing -> thing.kind().equals("VISIT") && !thing.channel().isEmpty())
        .filter(thing -> thing.time() <= entered && thing.time() >= entered - TOUCH_MILLIS)
        .min(Thing.order())
        .orElse(new Thing(0, "", "", "", "", "", "", 0, false));
  }

  private boolean isWanted(Thing first) {
    return (query.getChannelsCount() == 0 || query.getChannelsList().contains(first.channel()))
        && (query.getCampaignsCount() == 0 || query.getCampaignsList().contains(first.campaign()));
  }

  private void untrace(Thing thing, int firstStep) {
    for (int step = firstStep; step < steps.size(); step++) {
      long end = step == 0 ? until : until + window;
      if (fits(steps.get(step), thing) && thing.time() >= from && thing.time() < end) {
        untraced[step]++;
      }
    }
  }

  private static boolean isOfKind(FunnelStep step, Thing thing) {
    return step.getKind().name().replace("FIRST_", "").equals(thing.kind());
  }

  private static boolean fits(FunnelStep step, Thing thing) {
    return isOfKind(step, thing)
        && (step.getKind() != FunnelStep.Kind.FIRST_ORDER || thing.first())
        && (step.getPath().isEmpty() || step.getPath().equals(thing.page()))
        && thing.page().startsWith(step.getPathPrefix())
        && Objects.equals(step.getEventName(), thing.name())
        && (step.getChannel().isEmpty() || step.getChannel().equals(thing.channel()))
        && (step.getCampaign().isEmpty() || step.getCampaign().equals(thing.campaign()));
  }

  private static long start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
