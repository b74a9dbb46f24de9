package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values a path reaches in a document, arrays unfolded as MongoDB's indexes do. */
final class FieldValues {

  private final List<@Nullable Object> values = new ArrayList<>();
  private final List<@Nullable Object> presentValues = new ArrayList<>();
  private boolean array;
  private boolean present;

  private FieldValues() {}

  static FieldValues of(Document document, KeyPart part) {
    FieldValues found = new FieldValues();
    found.collect(document, part.steps(), 0);
    return found;
  }

  List<@Nullable Object> values() {
    return values;
  }

  /** Without what stands for a missing field or an empty array. */
  List<@Nullable Object> presentValues() {
    return presentValues;
  }

  boolean isArray() {
    return array;
  }

  boolean isPresent() {
    return present;
  }

  private void collect(@Nullable Object value, List<String> steps, int depth) {
    if (depth == steps.size()) {
      present = true;
      addLeaf(value);
    } else if (value instanceof Document document) {
      String step = steps.get(depth);
      if (document.containsKey(step)) {
        collect(document.get(step), steps, depth + 1);
      } else {
        values.add(null);
      }
    } else if (value instanceof List<?> list) {
      collectFromArray(list, steps, depth);
    } else {
      values.add(null);
    }
  }

  private void collectFromArray(List<?> list, List<String> steps, int depth) {
    array = true;
    String step = steps.get(depth);
    if (step.matches("\\d{1,6}")) {
      int position = Integer.parseInt(step);
      if (position < list.size()) {
        collect(list.get(position), steps, depth + 1);
      } else {
        values.add(null);
      }
      return;
    }
    if (list.isEmpty()) {
      values.add(null);
    }
    for (Object element : list) {
      if (element instanceof Document) {
        collect(element, steps, depth);
      } else {
        values.add(null);
      }
    }
  }

  private void addLeaf(@Nullable Object value) {
    if (value instanceof List<?> list) {
      array = true;
      if (list.isEmpty()) {
        values.add(KeyEncoder.EmptyArray.VALUE);
      }
      values.addAll(list);
      presentValues.addAll(list);
    } else {
      values.add(value);
      presentValues.add(value);
    }
  }
}
