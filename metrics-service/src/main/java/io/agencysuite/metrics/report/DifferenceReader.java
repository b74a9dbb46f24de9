package io.agencysuite.metrics.report;

import io.agencysuite.metrics.report.Difference.Kind;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Lists what differs between two reports. Only what has changed since the earlier one is looked
/// at, in order of its id.
final class DifferenceReader {

  private static final int BATCH = 500;

  /// Sorts before whatever an id goes on with.
  private static final char NEXT = '\u0001';

  private final LedgerStore ledger;
  private final DifferenceSide before;
  private final DifferenceSide after;
  private final int limit;
  private final List<Difference> found = new ArrayList<>();

  /// @param limit most that are listed
  DifferenceReader(LedgerStore ledger, DifferenceSide before, DifferenceSide after, int limit) {
    this.ledger = ledger;
    this.before = before;
    this.after = after;
    this.limit = limit;
  }

  /// Those after this one.
  List<Difference> after(Kind kind, String id) {
    String from = id;
    for (Kind next : Kind.values()) {
      if (next.compareTo(kind) >= 0 && found.size() < limit) {
        FactKind fact = next.fact;
        if (fact == null) {
          readEvents(from);
        } else {
          readFacts(next, fact, from);
        }
        from = "";
      }
    }
    return found;
  }

  private void readFacts(Kind kind, FactKind fact, String after) {
    Scope scope = before.vantage.scope();
    String prefix = new FactId(scope.tenant(), scope.client(), fact, "").toString();
    String from = after.isEmpty() ? prefix : prefix + after + NEXT;
    changed(
        Ledger.FACTS,
        from,
        prefix + '~',
        ids -> {
          Map<String, byte[]> then = scope.ledger().read(Ledger.FACTS, ids);
          Map<String, byte[]> now = this.after.vantage.scope().ledger().read(Ledger.FACTS, ids);
          for (String id : ids) {
            add(
                kind,
                FactId.parse(id).id(),
                before.ofFact(fact, then.get(id)),
                this.after.ofFact(fact, now.get(id)));
          }
        });
  }

  private void readEvents(String after) {
    Map<Line, Long> then = new HashMap<>();
    Map<Line, Long> now = new HashMap<>();
    Scope scope = before.vantage.scope();
    String prefix = BucketName.prefix(scope.tenant(), scope.client());
    String from = prefix + Slots.month(Math.min(before.first, this.after.first));
    String until = prefix + Slots.month(Math.max(before.end, this.after.end) - 1) + '~';
    changed(
        Ledger.BUCKETS,
        from,
        until,
        ids -> {
          Map<String, byte[]> thenBytes = scope.ledger().read(Ledger.BUCKETS, ids);
          Map<String, byte[]> nowBytes =
              this.after.vantage.scope().ledger().read(Ledger.BUCKETS, ids);
          for (String id : ids) {
            BucketName name = BucketName.parse(id);
            before.addEvents(name, thenBytes.get(id), then);
            this.after.addEvents(name, nowBytes.get(id), now);
          }
        });
    SortedMap<String, List<Map<Line, Long>>> groups = new TreeMap<>();
    List<Map<Line, Long>> sides = List.of(then, now);
    for (int side = 0; side < sides.size(); side++) {
      int index = side;
      sides
          .get(side)
          .forEach((line, value) ->
              groups
                  .computeIfAbsent(group(line), g -> List.of(new HashMap<>(), new HashMap<>()))
                  .get(index)
                  .put(line, value));
    }
    groups.forEach((group, pair) -> {
      if (group.compareTo(after) > 0) {
        add(Kind.EVENTS, group, pair.get(0), pair.get(1));
      }
    });
  }

  private static String group(Line line) {
    return line.day() + "/" + line.place().channel() + (line.other() ? "/other" : "");
  }

  /// Calls back with the ids of what has changed since the earlier report, some at a time.
  private void changed(Ledger of, String first, String until, Consumer<List<String>> consumer) {
    String from = first;
    boolean more = true;
    while (more && found.size() < limit) {
      List<String> ids = ledger.changedSince(of, from, until, before.vantage.knownDay(), BATCH);
      if (!ids.isEmpty()) {
        consumer.accept(ids);
        from = ids.getLast() + NEXT;
      }
      more = ids.size() == BATCH;
    }
  }

  private void add(Kind kind, String id, Map<Line, Long> then, Map<Line, Long> now) {
    List<Difference.Change> changes = Difference.between(then, now);
    if (!changes.isEmpty() && found.size() < limit) {
      found.add(new Difference(kind, id, changes));
    }
  }
}
