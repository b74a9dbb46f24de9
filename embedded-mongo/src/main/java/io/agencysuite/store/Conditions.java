package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter's demands by field; what indexes cannot use is left to the matcher. */
final class Conditions {

  private final Map<String, List<@Nullable Object>> demands = new HashMap<>();
  private final Map<String, FieldCondition> fields = new LinkedHashMap<>();
  private boolean opaque;

  private Conditions() {}

  static Conditions of(Document filter) {
    Conditions conditions = new Conditions();
    conditions.collect(filter);
    return conditions;
  }

  private void collect(Document part) {
    for (Map.Entry<String, Object> demand : part.entrySet()) {
      if (demand.getKey().equals("$and") && demand.getValue() instanceof Collection<?> all) {
        all.forEach(each -> collect((Document) each));
      } else if (demand.getKey().startsWith("$")) {
        opaque |= !demand.getKey().equals("$comment");
      } else {
        demands.computeIfAbsent(demand.getKey(), _ -> new ArrayList<>()).add(demand.getValue());
        fields.computeIfAbsent(demand.getKey(), _ -> new FieldCondition()).add(demand.getValue());
      }
    }
  }

  @Nullable FieldCondition on(String path) {
    return fields.get(path);
  }

  /** Whether index intervals on these fields alone decide the filter. */
  boolean areDecidedBy(List<String> paths) {
    return !opaque
        && paths.containsAll(fields.keySet())
        && fields.values().stream().allMatch(FieldCondition::isExact);
  }

  /** Whether every document that meets the filter also meets a partial index's filter. */
  boolean imply(Document partial) {
    for (Map.Entry<String, Object> demand : partial.entrySet()) {
      boolean implied =
          demand.getKey().equals("$and")
              ? ((Collection<?>) demand.getValue()).stream().allMatch(p -> imply((Document) p))
              : impliesField(demand.getKey(), demand.getValue());
      if (!implied) {
        return false;
      }
    }
    return true;
  }

  private boolean impliesField(String path, @Nullable Object demand) {
    if (demands.getOrDefault(path, List.of()).contains(demand)) {
      return true;
    }
    FieldCondition condition = fields.get(path);
    if (condition == null) {
      return false;
    }
    if (demand instanceof Document operators && operators.keySet().equals(Set.of("$exists"))) {
      return condition.impliesPresence();
    }
    FieldCondition wanted = new FieldCondition();
    wanted.add(demand);
    List<Interval> outer = wanted.isDecidedByIntervals() ? wanted.intervals(false) : null;
    List<Interval> inner = condition.intervals(true);
    return outer != null && inner != null && inner.stream().allMatch(i -> isWithin(i, outer));
  }

  private static boolean isWithin(Interval inner, List<Interval> outer) {
    return outer.stream().anyMatch(o -> inner.intersect(o).hasBoundsOf(inner));
  }
}
