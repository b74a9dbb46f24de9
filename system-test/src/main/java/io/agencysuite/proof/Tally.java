package io.agencysuite.proof;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Figures of a row, added up one by one, with the visitors themselves instead of a sketch.
final class Tally {

  /// Money figures of a report; the others are plain counts.
  static final Set<String> MONEY =
      Set.of(
          "estimatedLeadValue",
          "revenue",
          "refunds",
          "netRevenue",
          "adCost",
          "labourCost",
          "margin",
          "netRevenuePerHour");

  private final Map<String, Long> sums = new TreeMap<>();
  private final Set<String> visitors = new HashSet<>();
  private final Set<String> pseudonyms = new HashSet<>();

  void add(String figure, long value) {
    sums.merge(figure, value, Long::sum);
  }

  void visitor(String id) {
    visitors.add(id);
  }

  void pseudonym(String id) {
    pseudonyms.add(id);
  }

  Tally plus(Tally other) {
    other.sums.forEach(this::add);
    visitors.addAll(other.visitors);
    pseudonyms.addAll(other.pseudonyms);
    return this;
  }

  long visitors() {
    return visitors.size();
  }

  long pseudonyms() {
    return pseudonyms.size();
  }

  /// The sums and what follows from them; the visitors are asked apart.
  Map<String, Long> figures() {
    Map<String, Long> figures = new TreeMap<>(sums);
    long net = sum("revenue") - sum("refunds");
    figures.put("netRevenue", net);
    figures.put("margin", net - sum("adCost") - sum("labourCost"));
    if (sum("minutes") > 0) {
      figures.put("netRevenuePerHour", halfUp(net * 60, sum("minutes")));
    }
    figures.values().removeIf(value -> value == 0);
    return figures;
  }

  boolean isEmpty() {
    return figures().isEmpty();
  }

  private long sum(String figure) {
    return sums.getOrDefault(figure, 0L);
  }

  /// Rounded to the nearest, a half up.
  static long halfUp(long dividend, long divisor) {
    return Math.floorDiv(2 * dividend + divisor, 2 * divisor);
  }
}
