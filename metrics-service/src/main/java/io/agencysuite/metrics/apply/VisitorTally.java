package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.rollup.UniquesName.Level;
import io.agencysuite.metrics.run.LongTable;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.Op;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The visitors of a segment and client by local day and tuple.
final class VisitorTally {

  private record Scope(Level level, int number) {}

  private final TupleBook tuples;

  /// By day, tuple and consent, see [#group].
  private final LongTable<Longs> groups = new LongTable<>();

  VisitorTally(TupleBook tuples) {
    this.tuples = tuples;
  }

  void add(long day, boolean consented, int tuple, long visitor) {
    groups.computeIfAbsent(group(day, consented, tuple), g -> new Longs()).add(visitor);
  }

  private static long group(long day, boolean consented, int tuple) {
    return day << 33 | (long) tuple << 1 | (consented ? 1 : 0);
  }

  /// The ops for the whole client, for each channel and each tuple.
  List<Op> ops(String prefix) {
    Map<String, Longs> sets = new TreeMap<>();
    groups.forEach((group, visitors) -> {
      LocalDate day = LocalDate.ofEpochDay(group >> 33);
      boolean consented = (group & 1) == 1;
      for (Scope scope : scopes((int) (group >>> 1))) {
        UniquesName name = new UniquesName(scope.level(), day, consented, scope.number());
        sets.computeIfAbsent(name.id(prefix), i -> new Longs()).addAll(visitors);
      }
    });
    List<Op> ops = new ArrayList<>();
    sets.forEach((id, visitors) -> ops.add(Op.merge(Ledger.UNIQUES, id, visitors.toUniques())));
    return ops;
  }

  private List<Scope> scopes(int tuple) {
    int channel =
        tuple == TupleBook.OTHER
            ? TupleBook.OTHER
            : tuples.number(new Tuple(tuples.tuple(tuple).channel(), "", ""));
    return List.of(
        new Scope(Level.ALL, 0), new Scope(Level.CHANNEL, channel), new Scope(Level.TUPLE, tuple));
  }
}
