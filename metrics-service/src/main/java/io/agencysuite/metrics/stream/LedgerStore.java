package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// The documents that plans change. Each holds the number of the last segment that changed it and
/// is changed only by a later one, so that a plan can be repeated from any point of a crash.
public final class LedgerStore implements LedgerView {

  private static final int BATCH = 500;
  private static final String ID = "_id";
  private static final String NUMBER = "n";
  private static final String REFERENCE = "ref";
  private static final String DATA = "d";

  /// A document as it is before a plan changes it.
  private static final class Current {
    private final long number;
    private final byte @Nullable [] data;

    Current(long number, byte @Nullable [] data) {
      this.number = number;
      this.data = data;
    }
  }

  private final Map<Ledger, MongoCollection<Document>> collections = new EnumMap<>(Ledger.class);
  private final Map<Ledger, Merger> mergers;
  private final Faults faults;
  private final int writeBatch;

  public LedgerStore(MongoDatabase database, Map<Ledger, Merger> mergers, Faults faults) {
    this(database, mergers, faults, BATCH);
  }

  /// @param writeBatch documents written together; crash tests write them one by one
  LedgerStore(MongoDatabase database, Map<Ledger, Merger> mergers, Faults faults, int writeBatch) {
    for (Ledger ledger : Ledger.values()) {
      collections.put(ledger, database.getCollection(ledger.collection()));
    }
    this.mergers = Map.copyOf(mergers);
    this.faults = faults;
    this.writeBatch = writeBatch;
    collection(Ledger.FACTS)
        .createIndex(Indexes.ascending(REFERENCE), new IndexOptions().sparse(true));
  }

  @Override
  public Map<String, byte[]> read(Ledger ledger, Collection<String> ids) {
    Map<String, byte[]> found = new HashMap<>();
    for (List<String> some : batches(List.copyOf(ids), BATCH)) {
      for (Document document : collection(ledger).find(in(ID, some))) {
        found.put(document.getString(ID), data(document));
      }
    }
    return found;
  }

  /// The documents with this reference, by id.
  public Map<String, byte[]> readByReference(Ledger ledger, String reference) {
    Map<String, byte[]> found = new HashMap<>();
    for (Document document : collection(ledger).find(eq(REFERENCE, reference))) {
      found.put(document.getString(ID), data(document));
    }
    return found;
  }

  @Override
  public void scan(Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer) {
    for (Document document : range(ledger, from, until)) {
      consumer.accept(document.getString(ID), data(document));
    }
  }

  /// The ids from one to another, exclusive, in order.
  public List<String> ids(Ledger ledger, String from, String until) {
    return range(ledger, from, until)
        .projection(Projections.include(ID))
        .map(document -> document.getString(ID))
        .into(new ArrayList<>());
  }

  /// Repeats a plan's change to the documents of one collection: those that this segment or a later
  /// one has changed already stay as they are.
  void apply(Ledger ledger, long number, List<Op> ops) {
    for (List<Op> some : batches(ops, writeBatch)) {
      faults.at("before " + ledger);
      applyBatch(ledger, number, some);
      faults.at(ledger.toString());
    }
  }

  /// Writes a document outside any plan; only for what never changes its meaning.
  public void replace(Ledger ledger, String id, byte[] bytes) {
    faults.at("before replacing in " + ledger);
    collection(ledger)
        .replaceOne(eq(ID, id), document(id, 0, "", bytes), new ReplaceOptions().upsert(true));
    faults.at("replaced in " + ledger);
  }

  /// Deletes documents outside any plan; only for what is held elsewhere, or has expired.
  public void delete(Ledger ledger, Collection<String> ids) {
    for (List<String> some : batches(List.copyOf(ids), writeBatch)) {
      collection(ledger).deleteMany(in(ID, some));
      faults.at("deleted in " + ledger);
    }
  }

  private void applyBatch(Ledger ledger, long number, List<Op> ops) {
    List<Op> open = ops;
    // A second round is needed only when another worker repeats the same plan at this moment.
    for (int round = 0; !open.isEmpty(); round++) {
      if (round > 3) {
        throw new IllegalStateException(ledger + ": lost four races at segment " + number);
      }
      Map<String, Current> current = current(ledger, open);
      List<WriteModel<Document>> writes = new ArrayList<>(open.size());
      List<Op> written = new ArrayList<>(open.size());
      for (Op op : open) {
        Current before = current.get(op.id());
        if (before == null || before.number < number) {
          writes.add(write(ledger, number, op, before));
          written.add(op);
        }
      }
      if (writes.isEmpty()) {
        return;
      }
      open = writeAll(ledger, writes) == writes.size() ? List.of() : written;
    }
  }

  private WriteModel<Document> write(Ledger ledger, long number, Op op, @Nullable Current before) {
    byte[] after = op.bytes();
    if (op.mode() == Op.Mode.MERGE) {
      Merger merger = mergers.get(ledger);
      if (merger == null) {
        throw new IllegalArgumentException(ledger + " takes no deltas");
      }
      after = merger.merge(before == null ? null : before.data, op.bytes());
    }
    Document document = document(op.id(), number, op.reference(), after);
    return before == null
        ? new InsertOneModel<>(document)
        : new ReplaceOneModel<>(and(eq(ID, op.id()), eq(NUMBER, before.number)), document);
  }

  private int writeAll(Ledger ledger, List<WriteModel<Document>> writes) {
    try {
      var result = collection(ledger).bulkWrite(writes, new BulkWriteOptions().ordered(false));
      return result.getInsertedCount() + result.getMatchedCount();
    } catch (MongoBulkWriteException e) {
      boolean onlyTaken =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream()
                  .allMatch(
                      w -> ErrorCategory.fromErrorCode(w.getCode()) == ErrorCategory.DUPLICATE_KEY);
      if (onlyTaken) {
        return 0;
      }
      throw e;
    }
  }

  private Map<String, Current> current(Ledger ledger, List<Op> ops) {
    List<String> ids = ops.stream().map(Op::id).toList();
    boolean merging = ops.stream().anyMatch(op -> op.mode() == Op.Mode.MERGE);
    FindIterable<Document> found = collection(ledger).find(in(ID, ids));
    if (!merging) {
      found = found.projection(Projections.include(NUMBER));
    }
    Map<String, Current> current = new HashMap<>();
    for (Document document : found) {
      current.put(
          document.getString(ID),
          new Current(document.getLong(NUMBER), merging ? data(document) : null));
    }
    return current;
  }

  private FindIterable<Document> range(Ledger ledger, String from, String until) {
    Bson range = and(gte(ID, from), lt(ID, until));
    return collection(ledger).find(range).sort(Sorts.ascending(ID));
  }

  private MongoCollection<Document> collection(Ledger ledger) {
    MongoCollection<Document> collection = collections.get(ledger);
    if (collection == null) {
      throw new IllegalStateException("no collection for " + ledger);
    }
    return collection;
  }

  private static Document document(String id, long number, String reference, byte[] bytes) {
    Document document =
        new Document(ID, id)
            .append("schema", 1)
            .append(NUMBER, number)
            .append(DATA, new Binary(bytes));
    if (!reference.isEmpty()) {
      document.append(REFERENCE, reference);
    }
    return document;
  }

  private static byte[] data(Document document) {
    return document.get(DATA, Binary.class).getData();
  }

  private static <T> List<List<T>> batches(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return batches;
  }
}
