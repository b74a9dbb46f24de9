package io.agencysuite.metrics.journey;

import io.agencysuite.metrics.attribution.Journey;
import io.agencysuite.metrics.attribution.LargestRemainder;
import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.attribution.TouchWeights;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The rows of an attribution while conversion after conversion is added.
final class AttributionSums {

  /// How much stands on a basis.
  record Coverage(long conversions, long value) {

    static final Coverage NONE = new Coverage(0, 0);

    Coverage plus(long more) {
      return new Coverage(conversions + 1, Math.addExact(value, more));
    }
  }

  private final AttributionQuery query;
  private final TupleBook tuples;
  private final boolean overflowed;
  private final SortedMap<RowKey, List<Credits>> rows = new TreeMap<>();
  private final Map<Basis, Coverage> coverage = new EnumMap<>(Basis.class);

  /// @param tuples that give no new numbers
  AttributionSums(AttributionQuery query, TupleBook tuples) {
    this.query = query;
    this.tuples = tuples;
    this.overflowed = tuples.overflowed();
    for (Basis basis : Basis.values()) {
      coverage.put(basis, Coverage.NONE);
    }
  }

  /// A conversion whose journey has touches.
  void share(long value, Journey journey) {
    cover(Basis.JOURNEY, value);
    List<Touch> touches = journey.touches();
    int length = touches.size();
    long[] order = touches.stream().mapToLong(Touch::event).toArray();
    List<List<Credits>> credited =
        touches.stream().map(touch -> credits(row(touch.tuple()))).toList();
    for (int model = 0; model < query.models().size(); model++) {
      TouchWeights weights = query.models().get(model);
      long[] each =
          IntStream.range(0, length).mapToLong(at -> weights.weight(at, length)).toArray();
      long[] cents = LargestRemainder.split(value, each, order);
      for (int at = 0; at < length; at++) {
        if (each[at] > 0) {
          credited.get(at).get(model).add(each[at], weights.total(length), cents[at]);
        }
      }
    }
  }

  /// A conversion that no model can share.
  ///
  /// @param said where it says it came from
  void whole(long value, Basis basis, Tuple said) {
    cover(basis, value);
    boolean other = overflowed && tuples.number(said) == TupleBook.OTHER;
    RowKey row = query.row(basis, other ? Tuple.DIRECT : said, other);
    credits(row).forEach(credits -> credits.add(1, 1, value));
  }

  /// Each row's credits, in the order of the models; rows that got nothing from any are left away.
  SortedMap<RowKey, List<Credits>> rows() {
    rows.values()
        .removeIf(row -> row.stream().allMatch(c -> c.conversions.value() == 0 && c.value() == 0));
    return rows;
  }

  Map<Basis, Coverage> coverage() {
    return coverage;
  }

  boolean overflowed() {
    return overflowed;
  }

  /// True if the tuple of this number says a channel.
  boolean isKnown(int tuple) {
    return tuple == TupleBook.OTHER || tuples.tuple(tuple).known();
  }

  private RowKey row(int tuple) {
    return query.row(Basis.JOURNEY, tuples.tuple(tuple), tuple == TupleBook.OTHER);
  }

  private List<Credits> credits(RowKey row) {
    return rows.computeIfAbsent(
        row, key -> query.models().stream().map(model -> new Credits()).toList());
  }

  private void cover(Basis basis, long value) {
    coverage.merge(basis, new Coverage(1, value), (before, one) -> before.plus(value));
  }
}
