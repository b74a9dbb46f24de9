package io.agencysuite.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** An ordered index: entries are the encoded key followed by the document's encoded `_id`. */
final class StoredIndex {

  private final IndexSpec spec;
  private final String mapName;
  private final Pages pages;
  private final MVMap<byte[], Integer> entries;
  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
  private volatile boolean multikey;

  StoredIndex(IndexSpec spec, long collection, Pages pages) {
    this.spec = spec;
    this.mapName = mapName(collection, spec.name());
    this.pages = pages;
    this.entries = pages.entries(mapName);
    this.multikey = pages.fact(mapName) != null;
  }

  static String mapName(long collection, String index) {
    return "index." + collection + "." + index;
  }

  IndexSpec spec() {
    return spec;
  }

  MVMap<byte[], Integer> entries() {
    return entries;
  }

  boolean isMultikey() {
    return multikey;
  }

  IndexEntries entriesOf(Document document) {
    Document filter = spec.partialFilter();
    if (filter != null && !matcher.matches(document, filter)) {
      return IndexEntries.NONE;
    }
    List<FieldValues> fields = new ArrayList<>(spec.parts().size());
    boolean present = false;
    int unfolded = -1;
    for (int i = 0; i < spec.parts().size(); i++) {
      FieldValues values = FieldValues.of(document, spec.parts().get(i));
      present |= values.isPresent();
      if (values.isArray()) {
        if (unfolded >= 0) {
          throw StoreErrors.parallelArrays(
              spec.parts().get(unfolded).path(), spec.parts().get(i).path());
        }
        unfolded = i;
      }
      fields.add(values);
    }
    if (spec.sparse() && !present) {
      return IndexEntries.NONE;
    }
    return unfolded < 0
        ? new IndexEntries(List.of(key(fields, -1, null)), false)
        : unfold(fields, unfolded);
  }

  private IndexEntries unfold(List<FieldValues> fields, int unfolded) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (Object value : fields.get(unfolded).values()) {
      keys.add(key(fields, unfolded, value));
    }
    return new IndexEntries(List.copyOf(keys), true);
  }

  private byte[] key(List<FieldValues> fields, int unfolded, @Nullable Object element) {
    byte[] key = Bytes.EMPTY;
    for (int i = 0; i < fields.size(); i++) {
      Object value = i == unfolded ? element : fields.get(i).values().getFirst();
      byte[] part = KeyEncoder.encode(value);
      key = Bytes.concat(key, spec.parts().get(i).descending() ? Bytes.inverted(part) : part);
    }
    return key;
  }

  /** The first key that another document already holds in this unique index. */
  byte @Nullable [] conflict(IndexEntries wanted, byte[] id) {
    if (spec.unique()) {
      for (byte[] key : wanted.keys()) {
        byte[] nearest = entries.ceilingKey(key);
        while (nearest != null && Bytes.startsWith(nearest, key)) {
          if (!Arrays.equals(nearest, key.length, nearest.length, id, 0, id.length)) {
            return key;
          }
          nearest = entries.higherKey(nearest);
        }
      }
    }
    return null;
  }

  void add(IndexEntries added, byte[] id) {
    for (byte[] key : added.keys()) {
      entries.put(Bytes.concat(key, id), key.length);
    }
    if (added.multikey() && !multikey) {
      pages.setFact(mapName, "multikey");
      multikey = true;
    }
  }

  void remove(IndexEntries removed, byte[] id) {
    for (byte[] key : removed.keys()) {
      entries.remove(Bytes.concat(key, id));
    }
  }

  void discard() {
    pages.remove(mapName);
    pages.removeFact(mapName);
  }
}
