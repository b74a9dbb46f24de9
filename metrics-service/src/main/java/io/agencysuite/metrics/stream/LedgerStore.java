package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/// The documents that plans change. Each holds the number of the last segment that changed it and
/// is changed only by a later one, so that a plan can be repeated from any point of a crash.
public final class LedgerStore implements LedgerView {

  private static final int BATCH = 500;

  /// The ledgers of large documents.
  private static final Set<Ledger> LARGE = EnumSet.of(Ledger.BUCKETS, Ledger.UNIQUES);

  /// Large documents a reply: of 16 KiB they stay below half a region of G1's, so that no reply
  /// starts a cycle of marking.
  private static final int REPLY = 24;

  private static final ChangeStore.Stamp OUTSIDE = new ChangeStore.Stamp(0, 0);

  private final Map<Ledger, MongoCollection<Document>> collections = new EnumMap<>(Ledger.class);
  private final Map<Ledger, Merger> mergers;
  private final PastStore past;
  private final ChangeStore changes;
  private final Faults faults;
  private final int writeBatch;

  /// A document with the known-day of its last change, in days since 1970.
  @FunctionalInterface
  interface Dated {

    void found(String id, long day, byte[] bytes);
  }

  public LedgerStore(MongoDatabase database, Map<Ledger, Merger> mergers, Faults faults) {
    this(database, mergers, faults, BATCH);
  }

  /// @param writeBatch documents written together; crash tests write them one by one
  LedgerStore(MongoDatabase database, Map<Ledger, Merger> mergers, Faults faults, int writeBatch) {
    for (Ledger ledger : Ledger.values()) {
      collections.put(ledger, database.getCollection(ledger.collection()));
    }
    this.mergers = Map.copyOf(mergers);
    this.past = new PastStore(database, faults);
    this.changes = new ChangeStore(collections, mergers, past, faults, writeBatch);
    this.faults = faults;
    this.writeBatch = writeBatch;
    collection(Ledger.FACTS)
        .createIndex(Indexes.ascending(ChangeStore.REFERENCE), new IndexOptions().sparse(true));
  }

  @Override
  public Map<String, byte[]> read(Ledger ledger, Collection<String> ids) {
    Map<String, byte[]> found = new HashMap<>();
    for (List<String> some : ChangeStore.batches(List.copyOf(ids), BATCH)) {
      for (Document document : collection(ledger).find(in(ChangeStore.ID, some))) {
        found.put(document.getString(ChangeStore.ID), ChangeStore.data(document));
      }
    }
    return found;
  }

  /// The documents as they were when a known-day was over; only those of ledgers that keep a past.
  public LedgerView asOf(LocalDate day) {
    return new PastView(this, past, day);
  }

  void readDated(Ledger ledger, Collection<String> ids, Dated dated) {
    for (List<String> some : ChangeStore.batches(List.copyOf(ids), BATCH)) {
      for (Document document : collection(ledger).find(in(ChangeStore.ID, some))) {
        dated.found(
            document.getString(ChangeStore.ID),
            ChangeStore.day(document),
            ChangeStore.data(document));
      }
    }
  }

  void scanDated(Ledger ledger, String from, String until, Dated dated) {
    for (Document document : range(ledger, from, until)) {
      dated.found(
          document.getString(ChangeStore.ID),
          ChangeStore.day(document),
          ChangeStore.data(document));
    }
  }

  @Override
  public void scanSummaries(
      Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer) {
    scanDatedSummaries(ledger, from, until, (id, day, bytes) -> consumer.accept(id, bytes));
  }

  void scanDatedSummaries(Ledger ledger, String from, String until, Dated dated) {
    List<String> without = new ArrayList<>();
    Bson few = Projections.include(ChangeStore.DAY, ChangeStore.SUMMARY);
    for (Document document : range(ledger, from, until).projection(few).batchSize(BATCH)) {
      String id = document.getString(ChangeStore.ID);
      Binary summary = document.get(ChangeStore.SUMMARY, Binary.class);
      if (summary == null) {
        without.add(id);
      } else {
        dated.found(id, ChangeStore.day(document), summary.getData());
      }
    }
    // What was written before summaries were kept has none.
    readDated(ledger, without, (id, day, bytes) -> dated.found(id, day, summary(ledger, bytes)));
  }

  byte[] summary(Ledger ledger, byte[] document) {
    Merger merger = mergers.get(ledger);
    byte[] summary = merger == null ? null : merger.summary(document);
    if (summary == null) {
      throw new IllegalArgumentException(ledger + " keeps no summaries");
    }
    return summary;
  }

  /// The ids from one to another, exclusive, of what has changed since a known-day was over, in
  /// order.
  public List<String> changedSince(
      Ledger ledger, String from, String until, LocalDate day, int limit) {
    Bson changed =
        and(
            gte(ChangeStore.ID, from),
            lt(ChangeStore.ID, until),
            gt(ChangeStore.DAY, day.toEpochDay()));
    return collection(ledger)
        .find(changed)
        .sort(Sorts.ascending(ChangeStore.ID))
        .projection(Projections.include(ChangeStore.ID))
        .limit(limit)
        .map(document -> document.getString(ChangeStore.ID))
        .into(new ArrayList<>());
  }

  /// The documents with this reference, by id.
  public Map<String, byte[]> readByReference(Ledger ledger, String reference) {
    Map<String, byte[]> found = new HashMap<>();
    for (Document document : collection(ledger).find(eq(ChangeStore.REFERENCE, reference))) {
      found.put(document.getString(ChangeStore.ID), ChangeStore.data(document));
    }
    return found;
  }

  @Override
  public void scan(Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer) {
    for (Document document : range(ledger, from, until)) {
      consumer.accept(document.getString(ChangeStore.ID), ChangeStore.data(document));
    }
  }

  /// The ids from one to another, exclusive, in order.
  public List<String> ids(Ledger ledger, String from, String until) {
    return range(ledger, from, until)
        .projection(Projections.include(ChangeStore.ID))
        .batchSize(BATCH)
        .map(document -> document.getString(ChangeStore.ID))
        .into(new ArrayList<>());
  }

  /// Repeats a plan's change to the documents of one collection: those that this plan or a later
  /// one has changed already stay as they are.
  void apply(Ledger ledger, Plan plan, List<Op> ops) {
    long day = plan.knownDay().toEpochDay();
    changes.apply(ledger, new ChangeStore.Stamp(plan.last(), day), ops);
  }

  /// Writes a document outside any plan; only for what never changes its meaning.
  public void replace(Ledger ledger, String id, byte[] bytes) {
    faults.at("before replacing in " + ledger);
    collection(ledger)
        .replaceOne(
            eq(ChangeStore.ID, id),
            ChangeStore.document(id, OUTSIDE, "", bytes),
            new ReplaceOptions().upsert(true));
    faults.at("replaced in " + ledger);
  }

  /// Deletes documents outside any plan; only for what is held elsewhere, or has expired.
  public void delete(Ledger ledger, Collection<String> ids) {
    for (List<String> some : ChangeStore.batches(List.copyOf(ids), writeBatch)) {
      collection(ledger).deleteMany(in(ChangeStore.ID, some));
      faults.at("deleted in " + ledger);
    }
  }

  private FindIterable<Document> range(Ledger ledger, String from, String until) {
    Bson range = and(gte(ChangeStore.ID, from), lt(ChangeStore.ID, until));
    FindIterable<Document> found =
        collection(ledger).find(range).sort(Sorts.ascending(ChangeStore.ID));
    return LARGE.contains(ledger) ? found.batchSize(REPLY) : found;
  }

  private MongoCollection<Document> collection(Ledger ledger) {
    MongoCollection<Document> collection = collections.get(ledger);
    if (collection == null) {
      throw new IllegalStateException("no collection for " + ledger);
    }
    return collection;
  }
}
