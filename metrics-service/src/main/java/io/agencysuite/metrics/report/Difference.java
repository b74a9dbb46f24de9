package io.agencysuite.metrics.report;

import io.agencysuite.metrics.state.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Something that counts otherwise in a later report than in an earlier one.
///
/// @param id of the thing itself; for events their day and channel
record Difference(Kind kind, String id, List<Change> changes) {

  Difference {
    changes = List.copyOf(changes);
  }

  /// What it is, in the order in which they are listed.
  enum Kind {
    ORDER(FactKind.ORDER, "orders"),
    LEAD(FactKind.LEAD, "leads"),
    POST(FactKind.POST, "posts"),
    TIME_ENTRY(FactKind.HOUR, "timeEntries"),
    COST(FactKind.COST, "costs"),
    INSIGHT(FactKind.INSIGHT, "insights"),
    EVENTS(null, "");

    /// Null for what is no fact.
    final @Nullable FactKind fact;

    final String collection;

    Kind(@Nullable FactKind fact, String collection) {
      this.fact = fact;
      this.collection = collection;
    }
  }

  /// One figure before and after.
  record Change(Line line, long before, long after) {}

  /// The lines that differ.
  static List<Change> between(Map<Line, Long> before, Map<Line, Long> after) {
    TreeSet<Line> lines = new TreeSet<>(before.keySet());
    lines.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (Line line : lines) {
      Change change = new Change(line, before.getOrDefault(line, 0L), after.getOrDefault(line, 0L));
      if (change.before() != change.after()) {
        changes.add(change);
      }
    }
    return changes;
  }

  List<String> position() {
    return List.of(kind.name(), id);
  }
}
