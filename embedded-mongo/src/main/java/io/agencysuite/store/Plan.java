package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a query reads its collection.
 *
 * @param index null for the documents themselves, which lie in `_id` order
 * @param intervals ascending and disjoint
 * @param narrowed whether the filter narrowed the intervals down
 * @param reverse whether the intervals are read backwards
 * @param sorted whether documents come in the order that was asked for
 * @param exact whether every key in the intervals meets the filter
 * @param keys how many keys lie in the intervals, at most
 */
record Plan(
    @Nullable StoredIndex index,
    List<Interval> intervals,
    boolean narrowed,
    boolean reverse,
    boolean sorted,
    boolean exact,
    long keys) {

  String indexName() {
    return index == null ? IndexSpec.ID_INDEX : index.spec().name();
  }

  Document explain() {
    boolean scan = index == null && !narrowed;
    Document stage = new Document("stage", scan ? "COLLSCAN" : "IXSCAN");
    if (!scan) {
      stage.append("indexName", indexName());
      stage.append("keyPattern", index == null ? IndexSpec.ID.key() : index.spec().key());
      stage.append("isMultiKey", index != null && index.isMultikey());
      stage.append("intervals", intervals.size());
    }
    return stage
        .append("direction", reverse ? "backward" : "forward")
        .append("sorted", sorted)
        .append("keysInBounds", keys);
  }
}
