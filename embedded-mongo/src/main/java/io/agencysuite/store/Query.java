package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command wants to read.
 *
 * @param limit 0 for no limit
 * @param maxMillis 0 for no time limit
 */
record Query(
    Document filter,
    List<KeyPart> sort,
    int skip,
    int limit,
    @Nullable Document projection,
    @Nullable String hint,
    long maxMillis) {

  static Query of(Document filter) {
    return new Query(filter, List.of(), 0, 0, null, null, 0);
  }

  Query withLimit(int newLimit) {
    return new Query(filter, sort, skip, newLimit, projection, hint, maxMillis);
  }

  static List<KeyPart> sort(@Nullable Document order) {
    List<KeyPart> parts = new ArrayList<>();
    if (order != null) {
      for (Map.Entry<String, Object> field : order.entrySet()) {
        boolean ordered =
            field.getValue() instanceof Number number && Math.abs(number.doubleValue()) == 1;
        if (!ordered || field.getKey().startsWith("$")) {
          throw StoreErrors.badValue(
              "sort " + field.getKey() + ": " + field.getValue() + " (expected: 1 or -1)");
        }
        parts.add(KeyPart.of(field.getKey(), ((Number) field.getValue()).doubleValue() < 0));
      }
    }
    return parts;
  }
}
