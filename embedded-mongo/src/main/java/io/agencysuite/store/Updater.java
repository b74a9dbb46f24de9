package io.agencysuite.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds one document and changes it, as one step that nobody can get between. */
final class Updater {

  /** A plan this narrow is run inside the collection's turn at once. */
  private static final int NARROW_KEYS = 64;

  private static final int TRIES_OUTSIDE = 3;

  private final Storage storage;
  private final Reader reader;

  /**
   * What became of a document.
   *
   * @param before null when it was inserted
   * @param after null when it was deleted
   */
  record Change(@Nullable Document before, @Nullable Document after, boolean modified) {}

  Updater(Storage storage, Reader reader) {
    this.storage = storage;
    this.reader = reader;
  }

  /** Changes the first match, or runs the alternative in the same turn when there is none. */
  @Nullable Change changeFirst(
      StoredCollection collection,
      Query query,
      Function<Match, Change> change,
      Function<StoredCollection, @Nullable Change> otherwise) {
    Plan plan = reader.plan(collection, query.withLimit(1));
    if (plan.keys() > NARROW_KEYS) {
      for (int i = 0; i < TRIES_OUTSIDE; i++) {
        Match candidate = reader.first(collection, query);
        if (candidate == null) {
          break;
        }
        Change done = changeIfStill(collection, query.filter(), candidate.key(), change);
        if (done != null) {
          return done;
        }
      }
    }
    return storage.change(
        collection,
        () -> {
          Match match = reader.first(collection, query);
          return match == null ? otherwise.apply(collection) : change.apply(match);
        });
  }

  /** Changes every match; what stops matching meanwhile is left alone. */
  List<Change> changeAll(StoredCollection collection, Query query, Function<Match, Change> change) {
    List<byte[]> keys = new ArrayList<>();
    reader.forEach(collection, query, match -> keys.add(match.key()));
    List<Change> changes = new ArrayList<>();
    for (byte[] key : keys) {
      Change done = changeIfStill(collection, query.filter(), key, change);
      if (done != null) {
        changes.add(new Change(null, null, done.modified()));
      }
    }
    return changes;
  }

  private @Nullable Change changeIfStill(
      StoredCollection collection, Document filter, byte[] key, Function<Match, Change> change) {
    return storage.change(
        collection,
        () -> {
          byte[] stored = collection.documents().get(key);
          if (stored == null) {
            return null;
          }
          Match match = new Match(key, stored);
          return new DefaultQueryMatcher().matches(match.document(), filter)
              ? change.apply(match)
              : null;
        });
  }

  Change update(
      StoredCollection collection, Match match, Document filter, Document update, List<?> filters) {
    Document before = match.document();
    Document after = DocumentEngine.update(Bson.decode(match.stored()), filter, update, filters);
    byte[] key = KeyEncoder.encode(after.get("_id"));
    if (!Arrays.equals(key, match.key())) {
      throw new MongoServerError(
          66,
          "ImmutableField",
          "_id: " + after.get("_id") + " (expected: " + before.get("_id") + ")");
    }
    boolean modified = !after.equals(before);
    if (modified) {
      storage.replace(collection, match.key(), after);
    }
    return new Change(before, after, modified);
  }

  Change upsert(StoredCollection collection, Document filter, Document update, List<?> filters) {
    Document created = NewDocument.prepare(DocumentEngine.upsert(filter, update, filters));
    storage.insert(collection, created);
    return new Change(null, created, false);
  }

  Change delete(StoredCollection collection, Match match) {
    storage.delete(collection, match.key());
    return new Change(match.document(), null, true);
  }
}
