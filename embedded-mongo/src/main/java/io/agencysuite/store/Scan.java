package io.agencysuite.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks a plan's intervals and can stop and go on at any key, so that a cursor holds no pages
 * between its batches.
 */
final class Scan {

  private static final int DEADLINE_STRIDE = 128;

  private final StoredCollection collection;
  private final Pages pages;
  private final Plan plan;
  private final Document filter;
  private final Deadline deadline;
  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
  private final boolean decided;
  private int interval;
  private byte @Nullable [] last;
  private long keysExamined;
  private long documentsExamined;

  Scan(StoredCollection collection, Pages pages, Plan plan, Document filter, Deadline deadline) {
    this.collection = collection;
    this.pages = pages;
    this.plan = plan;
    this.filter = filter;
    this.deadline = deadline;
    // A document may change between its index entry and itself, hence only `_id` decides alone.
    this.decided = filter.isEmpty() || (plan.exact() && plan.index() == null);
  }

  long keysExamined() {
    return keysExamined;
  }

  long documentsExamined() {
    return documentsExamined;
  }

  boolean isDone() {
    return interval >= plan.intervals().size();
  }

  /** Hands matches over until there are no more or the consumer returns false. */
  void run(Predicate<Match> consumer) {
    pages.read(() -> {
      while (!isDone() && runInterval(consumer)) {
        interval++;
        last = null;
      }
      return null;
    });
  }

  private boolean runInterval(Predicate<Match> consumer) {
    StoredIndex index = plan.index();
    MVMap<byte[], ?> map = index == null ? collection.documents() : index.entries();
    return walk(map, index, consumer);
  }

  private <V> boolean walk(
      MVMap<byte[], V> map, @Nullable StoredIndex index, Predicate<Match> consumer) {
    List<Interval> intervals = plan.intervals();
    Interval range = intervals.get(plan.reverse() ? intervals.size() - 1 - interval : interval);
    Cursor<byte[], V> cursor = map.cursor(start(range), null, plan.reverse());
    while (cursor.hasNext()) {
      byte[] key = cursor.next();
      if (isBefore(range, key)) {
        continue;
      }
      if (!range.contains(key)) {
        return true;
      }
      last = key;
      if (++keysExamined % DEADLINE_STRIDE == 0) {
        deadline.check();
      }
      Match match = match(key, cursor.getValue(), index);
      if (match != null && !consumer.test(match)) {
        return false;
      }
    }
    return true;
  }

  private byte[] start(Interval range) {
    byte[] resume = last;
    if (resume == null) {
      return plan.reverse() ? range.high() : range.low();
    }
    return plan.reverse() ? resume : Bytes.concat(resume, new byte[1]);
  }

  /** Backwards, the walk begins at an excluded key. */
  private boolean isBefore(Interval range, byte[] key) {
    byte[] resume = last;
    return plan.reverse()
        && Arrays.compareUnsigned(key, resume == null ? range.high() : resume) >= 0;
  }

  private @Nullable Match match(byte[] key, Object value, @Nullable StoredIndex index) {
    Match match = index == null ? new Match(key, (byte[]) value) : fetch(key, (Integer) value);
    if (match == null) {
      return null;
    }
    documentsExamined++;
    if (!decided && !matcher.matches(match.document(), filter)) {
      return null;
    }
    boolean repeated = index != null && index.isMultikey() && !isFirst(index, key, match);
    return repeated ? null : match;
  }

  private @Nullable Match fetch(byte[] entry, int keyBytes) {
    byte[] id = Arrays.copyOfRange(entry, keyBytes, entry.length);
    byte[] stored = collection.documents().get(id);
    return stored == null ? null : new Match(id, stored);
  }

  /** Of the several entries of a document, only the first one in the walk's direction counts. */
  private boolean isFirst(StoredIndex index, byte[] entry, Match match) {
    List<byte[]> keys = index.entriesOf(match.document()).keys();
    List<byte[]> directed = plan.reverse() ? keys.reversed() : keys;
    for (byte[] key : directed) {
      byte[] whole = Bytes.concat(key, match.key());
      if (plan.intervals().stream().anyMatch(each -> each.contains(whole))) {
        return Arrays.equals(whole, entry);
      }
    }
    return false;
  }
}
