package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a filter demands of one field, as far as an ordered index can serve it. */
final class FieldCondition {

  private final List<Interval> ranges = new ArrayList<>();
  private @Nullable List<Interval> points;
  private boolean exact = true;
  private boolean decided = true;
  private boolean impliesPresence;

  void add(@Nullable Object demand) {
    switch (demand) {
      case Document operators when isOperators(operators) -> addOperators(operators);
      case BsonRegularExpression regex -> addRegex(regex);
      case null -> addPoints(Arrays.asList((Object) null));
      default -> addPoints(List.of(demand));
    }
  }

  private void addOperators(Document operators) {
    operators.forEach(this::add);
    if (operators.get("$regex") instanceof String pattern && !operators.containsKey("$options")) {
      addRegex(new BsonRegularExpression(pattern, ""));
    }
  }

  static boolean isOperators(Document value) {
    return !value.isEmpty() && value.keySet().iterator().next().startsWith("$");
  }

  private void add(String operator, @Nullable Object value) {
    switch (operator) {
      case "$eq" -> addPoints(Arrays.asList(value));
      case "$in" -> {
        if (value instanceof Collection<?> values) {
          addPoints(values);
        }
      }
      case "$gt", "$gte", "$lt", "$lte" -> addRange(operator, value);
      case "$exists" -> {
        exact = decided = false;
        impliesPresence |= Boolean.TRUE.equals(value);
      }
      case "$regex" -> {
        exact = decided = false;
        if (value instanceof BsonRegularExpression regex) {
          addRegex(regex);
        }
      }
      default -> exact = decided = false;
    }
  }

  private void addPoints(Collection<?> values) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    boolean present = true;
    for (Object value : values) {
      if (!isIndexable(value)) {
        exact = decided = false;
        return;
      }
      exact &= value != null && !(value instanceof Document);
      present &= value != null;
      keys.add(KeyEncoder.encode(value));
    }
    if (points != null) {
      exact = decided = false;
      return;
    }
    points = keys.stream().map(Interval::prefix).toList();
    impliesPresence |= present;
  }

  private void addRange(String operator, @Nullable Object value) {
    if (value == null || !isIndexable(value) || value instanceof Document) {
      exact = decided = false;
      return;
    }
    exact &= !(value instanceof Number);
    byte[] key = KeyEncoder.encode(value);
    byte[] type = {KeyEncoder.typeByte(value)};
    byte[] typeEnd = Bytes.successor(type);
    ranges.add(
        switch (operator) {
          case "$gt" -> new Interval(Bytes.successor(key), typeEnd);
          case "$gte" -> new Interval(key, typeEnd);
          case "$lt" -> new Interval(type, key);
          default -> new Interval(type, Bytes.successor(key));
        });
    impliesPresence = true;
  }

  private void addRegex(BsonRegularExpression regex) {
    exact = decided = false;
    String prefix = literalPrefix(regex);
    if (!prefix.isEmpty()) {
      byte[] key = KeyEncoder.encode(prefix);
      // Without its two terminating bytes the key is the prefix of every string that starts so.
      ranges.add(Interval.prefix(Arrays.copyOf(key, key.length - 2)));
      impliesPresence = true;
    }
  }

  private static String literalPrefix(BsonRegularExpression regex) {
    String pattern = regex.getPattern();
    String options = regex.getOptions();
    boolean plain = options == null || options.isEmpty();
    if (!plain || !pattern.startsWith("^") || pattern.contains("|")) {
      return "";
    }
    int end = 1;
    while (end < pattern.length() && "\\.[](){}*+?^$".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    boolean quantified = end < pattern.length() && "*?{".indexOf(pattern.charAt(end)) >= 0;
    return pattern.substring(1, quantified ? Math.max(1, end - 1) : end);
  }

  private static boolean isIndexable(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String _ -> true;
      case Number _ -> true;
      case Boolean _ -> true;
      case Instant _ -> true;
      case ObjectId _ -> true;
      case UUID _ -> true;
      case BinData _ -> true;
      case Document document -> !isOperators(document);
      default -> false;
    };
  }

  /** Whether a document that meets the condition has the field. */
  boolean impliesPresence() {
    return impliesPresence;
  }

  boolean isPoints() {
    return points != null;
  }

  /** The intervals, ascending; null when an index cannot narrow this down. */
  @Nullable List<Interval> intervals(boolean multikey) {
    if (points != null) {
      return points;
    }
    if (ranges.isEmpty()) {
      return null;
    }
    Interval range = ranges.getFirst();
    // In an array, one element may meet the first bound and another one the second.
    for (int i = 1; i < ranges.size() && !multikey; i++) {
      range = range.intersect(ranges.get(i));
    }
    return range.isEmpty() ? List.of() : List.of(range);
  }

  /** Whether the intervals hold nothing the condition excludes, but for NaN. */
  boolean isDecidedByIntervals() {
    return decided && (points == null || ranges.isEmpty());
  }

  /** Whether the intervals say all that the filter says of the field. */
  boolean isExact() {
    return exact && (points == null || ranges.isEmpty());
  }
}
