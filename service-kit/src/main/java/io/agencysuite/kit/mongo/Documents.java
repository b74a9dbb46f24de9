package io.agencysuite.kit.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Versioned documents of one kind in one collection. Every change is conditional on the version it
/// was made from. The domain record lies under `doc`; around it stand the fields of [Envelope].
///
/// With [#sendsStates()] every change marks the document as pending in the same write, for the
/// relay to deliver.
public final class Documents<T extends Record> {

  private static final int ATTEMPTS = 20;
  static final Bson ALIVE = exists(Envelope.DELETED, false);

  private final MongoCollection<BsonDocument> collection;
  private final Envelope<T> envelope;
  private final Listing<T> listing;

  private Documents(MongoCollection<BsonDocument> collection, Envelope<T> envelope) {
    this.collection = collection;
    this.envelope = envelope;
    this.listing = new Listing<>(collection, envelope);
  }

  /// @param upgrades the i-th turns schema i + 1 into schema i + 2; the current schema is their
  ///   number + 1
  public static <T extends Record> Documents<T> of(
      MongoDatabase database, String collection, Class<T> type, Upgrade... upgrades) {
    return new Documents<>(
        database.getCollection(collection, BsonDocument.class),
        new Envelope<>(type, database.getCodecRegistry(), List.of(upgrades), false));
  }

  /// The same documents, whose every change is a message to be delivered.
  public Documents<T> sendsStates() {
    collection.createIndex(Indexes.ascending(Envelope.PENDING), new IndexOptions().sparse(true));
    return new Documents<>(collection, envelope.pending());
  }

  /// Makes sure of a secondary index over the scope and these fields of the record, `_id` last.
  public Documents<T> index(String... fields) {
    List<String> names = new ArrayList<>();
    names.add(Envelope.SCOPE);
    for (String field : fields) {
      names.add(Envelope.DOC + "." + field);
    }
    names.add(Envelope.ID);
    collection.createIndex(Indexes.ascending(names));
    return this;
  }

  public Optional<Stored<T>> get(Key key) {
    return find(key).map(envelope::read);
  }

  private Optional<BsonDocument> find(Key key) {
    return Optional.ofNullable(
        collection.find(and(eq(Envelope.ID, key.toString()), ALIVE)).first());
  }

  /// Those of the keys that exist, in no particular order. At most 1,000 keys.
  public List<Stored<T>> getAll(Collection<Key> keys) {
    if (keys.size() > 1_000) {
      throw new IllegalArgumentException("keys: " + keys.size() + " (expected: 0..1000)");
    }
    List<String> ids = keys.stream().map(Key::toString).toList();
    return collection
        .find(and(in(Envelope.ID, ids), ALIVE))
        .map(envelope::read)
        .into(new ArrayList<>());
  }

  /// Stores a new document; empty when the key is taken.
  public Optional<Stored<T>> insert(Key key, T value) {
    Stored<T> stored = new Stored<>(key, 1, value);
    try {
      collection.insertOne(Effects.mark(envelope.write(stored), Effects.current()));
      return Optional.of(stored);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Stores a new document, or answers the one that a former try has stored under the key.
  public Stored<T> insertOnce(Key key, T value) {
    return insert(key, value)
        .or(() -> get(key))
        .orElseThrow(
            () -> new Aborted("STATE_FORBIDS", key.kind() + " " + key.id() + " was deleted"));
  }

  /// Stores up to 1,000 new documents; keys that are taken keep their document.
  ///
  /// @return the keys that were taken
  public List<Key> insertAll(List<Stored<T>> values) {
    String mark = Effects.current();
    return BulkInsert.insert(
        collection,
        values.stream().map(value -> Effects.mark(envelope.write(value), mark)).toList());
  }

  /// Replaces the document if it is still the one that was read; ABORTED otherwise.
  public Stored<T> replace(Stored<T> current, T next) {
    return tryReplace(current, next, null)
        .orElseThrow(() ->
            Aborted.stale(
                current.key().kind() + " " + current.key().id(), current.etag(), "a newer one"));
  }

  /// Applies the change to the current document. With an etag the change is made only to that
  /// version (ABORTED otherwise); without one it is tried again when somebody else was faster. A
  /// change that returns the same record writes nothing.
  public Optional<Stored<T>> update(Key key, String etag, UnaryOperator<T> change) {
    return update(key, etag, "", change);
  }

  /// The same for the one effect of a call (ADR 6): a later try answers the present document,
  /// whatever its etag. Sagas that change a document more than once in a call use [#update].
  public Optional<Stored<T>> updateOnce(Key key, String etag, UnaryOperator<T> change) {
    return update(key, etag, Effects.current(), change);
  }

  /// The document, if the call on this thread had its effect on it in a former try.
  public Optional<Stored<T>> affected(Key key) {
    String mark = Effects.current();
    return mark.isEmpty()
        ? Optional.empty()
        : find(key).filter(found -> Effects.contains(found, mark)).map(envelope::read);
  }

  private Optional<Stored<T>> update(Key key, String etag, String mark, UnaryOperator<T> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BsonDocument found = find(key).orElse(null);
      if (found == null) {
        return Optional.empty();
      }
      Stored<T> current = envelope.read(found);
      if (Effects.contains(found, mark)) {
        return Optional.of(current);
      }
      if (!etag.isEmpty() && !etag.equals(current.etag())) {
        throw Aborted.stale(key.kind() + " " + key.id(), etag, current.etag());
      }
      T next = change.apply(current.value());
      if (next.equals(current.value())) {
        return Optional.of(current);
      }
      Optional<Stored<T>> replaced =
          tryReplace(current, next, mark.isEmpty() ? null : Effects.with(found, mark));
      if (replaced.isPresent()) {
        return replaced;
      }
    }
    throw Aborted.stale(key.kind() + " " + key.id(), "(none)", "a moment without other writers");
  }

  /// @param effects null to leave those of the document as they are
  private Optional<Stored<T>> tryReplace(Stored<T> current, T next, @Nullable BsonArray effects) {
    Stored<T> stored = new Stored<>(current.key(), current.version() + 1, next);
    long matched =
        collection
            .updateOne(
                unchanged(current), new BsonDocument("$set", envelope.change(stored, effects)))
            .getMatchedCount();
    return matched == 1 ? Optional.of(stored) : Optional.empty();
  }

  private Bson unchanged(Stored<T> read) {
    return and(eq(Envelope.ID, read.key().toString()), eq(Envelope.VERSION, read.version()), ALIVE);
  }

  /// Leaves a tombstone: a version like any other, without the record.
  public void delete(Stored<T> current) {
    long matched =
        collection
            .replaceOne(
                unchanged(current), envelope.tombstone(current.key(), current.version() + 1))
            .getMatchedCount();
    if (matched != 1) {
      throw Aborted.stale(
          current.key().kind() + " " + current.key().id(), current.etag(), "a newer one");
    }
  }

  /// Makes sure that nobody stores a document under the key any more, by leaving a tombstone there.
  ///
  /// @return false if there is a document
  public boolean fence(Key key) {
    BulkInsert.insert(collection, List.of(envelope.tombstone(key, 1)));
    return get(key).isEmpty();
  }

  /// One page of the documents whose key begins with the prefix, oldest first.
  public Page<Stored<T>> list(String prefix, @Nullable Bson filter, PageRequest page) {
    String from = page.after().isEmpty() ? prefix : page.after().getFirst();
    Bson range = and(gt(Envelope.ID, from), lt(Envelope.ID, Listing.endOf(prefix)), ALIVE);
    return listing.page(range, filter, Sorts.ascending(Envelope.ID), page, Listing::key);
  }

  /// The same, newest first.
  public Page<Stored<T>> listNewestFirst(String prefix, @Nullable Bson filter, PageRequest page) {
    String before = page.after().isEmpty() ? Listing.endOf(prefix) : page.after().getFirst();
    Bson range = and(gt(Envelope.ID, prefix), lt(Envelope.ID, before), ALIVE);
    return listing.page(range, filter, Sorts.descending(Envelope.ID), page, Listing::key);
  }

  /// One page ordered by a text field of the record within a scope; needs the index over that
  /// field.
  ///
  /// @param from first value, inclusive
  /// @param until last value, exclusive; null for no end
  /// @param value reads the field from a record
  public Page<Stored<T>> listBy(
      String scope,
      String field,
      String from,
      @Nullable String until,
      @Nullable Bson filter,
      PageRequest page,
      Function<T, String> value) {
    return listing.oldest(new Listing.Range(scope, field, from, until), filter, page, value);
  }

  /// One page ordered by a time of the record within a scope, newest first; needs the index over
  /// that field.
  ///
  /// @param from first time, inclusive; null for no beginning
  /// @param until last time, exclusive; null for no end
  /// @param time reads the field from a record
  public Page<Stored<T>> listNewestBy(
      String scope,
      String field,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Bson filter,
      PageRequest page,
      Function<T, Instant> time) {
    return listing.newest(
        new Listing.Range(scope, field, from, until),
        filter,
        page,
        text -> Instant.ofEpochMilli(Long.parseLong(text)),
        value -> Long.toString(time.apply(value).toEpochMilli()));
  }

  /// The same by a text, for example a calendar day.
  public Page<Stored<T>> listNewestByText(
      String scope,
      String field,
      String from,
      @Nullable String until,
      @Nullable Bson filter,
      PageRequest page,
      Function<T, String> value) {
    Listing.Range range = new Listing.Range(scope, field, from, until);
    return listing.newest(range, filter, page, text -> text, value);
  }

  /// The documents of any tenant that match, at most `limit`, in key order; for workers.
  public List<Stored<T>> find(Bson filter, int limit) {
    return collection
        .find(and(filter, ALIVE))
        .sort(Sorts.ascending(Envelope.ID))
        .limit(limit)
        .map(envelope::read)
        .into(new ArrayList<>());
  }

  /// Documents whose last change is not delivered yet, tombstones included.
  public List<Pending<T>> pending(int limit) {
    return collection
        .find(exists(Envelope.PENDING))
        .limit(limit)
        .map(envelope::readPending)
        .into(new ArrayList<>());
  }

  /// Notes that this version was delivered; a newer pending one stays. The etag does not change.
  public void delivered(Key key, long version) {
    collection.updateOne(
        and(eq(Envelope.ID, key.toString()), eq(Envelope.PENDING, version)),
        Updates.unset(Envelope.PENDING));
  }

  /// True while a change of this document waits for delivery.
  public boolean isPending(Key key) {
    return collection.find(and(eq(Envelope.ID, key.toString()), exists(Envelope.PENDING))).first()
        != null;
  }

  /// A change that waits for delivery.
  ///
  /// @param value null for a tombstone
  public record Pending<T>(Key key, long version, @Nullable T value) {}
}
