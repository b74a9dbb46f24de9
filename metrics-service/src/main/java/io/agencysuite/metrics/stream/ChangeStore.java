package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// Repeats plans against the documents of the ledger. Each document holds the number of the last
/// segment that changed it and the known-day of that; before it changes on a later day, what it was
/// goes to the past.
final class ChangeStore {

  static final String ID = "_id";
  static final String DAY = "day";
  static final String REFERENCE = "ref";

  private static final String NUMBER = "n";
  private static final String DATA = "d";

  /// See [Merger#summary].
  static final String SUMMARY = "s";

  /// The plan that is repeated, by its last segment.
  ///
  /// @param day the known-day, in days since 1970
  record Stamp(long number, long day) {}

  /// A document as it is before a plan changes it.
  private static final class Current {
    private final long number;
    private final long day;
    private final byte @Nullable [] data;

    Current(long number, long day, byte @Nullable [] data) {
      this.number = number;
      this.day = day;
      this.data = data;
    }
  }

  private final Map<Ledger, MongoCollection<Document>> collections;
  private final Map<Ledger, Merger> mergers;
  private final PastStore past;
  private final Faults faults;
  private final int writeBatch;

  /// @param writeBatch documents written together; crash tests write them one by one
  ChangeStore(
      Map<Ledger, MongoCollection<Document>> collections,
      Map<Ledger, Merger> mergers,
      PastStore past,
      Faults faults,
      int writeBatch) {
    this.collections = collections;
    this.mergers = Map.copyOf(mergers);
    this.past = past;
    this.faults = faults;
    this.writeBatch = writeBatch;
  }

  /// Repeats a plan's change to the documents of one collection: those that this plan or a later
  /// one has changed already stay as they are.
  void apply(Ledger ledger, Stamp stamp, List<Op> ops) {
    for (List<Op> some : batches(ops, writeBatch)) {
      faults.at("before " + ledger);
      applyBatch(ledger, stamp, some);
      faults.at(ledger.toString());
    }
  }

  private void applyBatch(Ledger ledger, Stamp stamp, List<Op> ops) {
    List<Op> open = ops;
    // A second round is needed only when another worker repeats the same plan at this moment.
    for (int round = 0; !open.isEmpty(); round++) {
      if (round > 3) {
        throw new IllegalStateException(ledger + ": lost four races at segment " + stamp.number());
      }
      Map<String, Current> current = current(ledger, open);
      List<WriteModel<Document>> writes = new ArrayList<>(open.size());
      List<Op> written = new ArrayList<>(open.size());
      List<PastStore.Image> images = new ArrayList<>();
      for (Op op : open) {
        Current before = current.get(op.id());
        if (before == null || before.number < stamp.number()) {
          writes.add(write(ledger, stamp, op, before));
          written.add(op);
          if (before != null && before.data != null && isPast(ledger, before, stamp)) {
            images.add(new PastStore.Image(op.id(), before.day, stamp.day(), before.data));
          }
        }
      }
      if (writes.isEmpty()) {
        return;
      }
      past.keep(ledger, images);
      open = writeAll(ledger, writes) == writes.size() ? List.of() : written;
    }
  }

  /// True if what the document is now is what it was when a former day was over.
  private static boolean isPast(Ledger ledger, Current before, Stamp stamp) {
    return ledger.hasPast() && before.day < stamp.day();
  }

  private WriteModel<Document> write(Ledger ledger, Stamp stamp, Op op, @Nullable Current before) {
    byte[] after = op.bytes();
    byte @Nullable [] summary = null;
    if (op.mode() == Op.Mode.MERGE) {
      Merger merger = mergers.get(ledger);
      if (merger == null) {
        throw new IllegalArgumentException(ledger + " takes no deltas");
      }
      after = merger.merge(before == null ? null : before.data, op.bytes());
      summary = merger.summary(after);
    }
    Document document = document(op.id(), stamp, op.reference(), after);
    if (summary != null) {
      document.append(SUMMARY, new Binary(summary));
    }
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
    boolean withData = merging || ledger.hasPast();
    FindIterable<Document> found = collection(ledger).find(in(ID, ids));
    if (!withData) {
      found = found.projection(Projections.include(NUMBER, DAY));
    }
    Map<String, Current> current = new HashMap<>();
    for (Document document : found) {
      byte @Nullable [] data = withData ? data(document) : null;
      current.put(
          document.getString(ID), new Current(document.getLong(NUMBER), day(document), data));
    }
    return current;
  }

  private MongoCollection<Document> collection(Ledger ledger) {
    MongoCollection<Document> collection = collections.get(ledger);
    if (collection == null) {
      throw new IllegalStateException("no collection for " + ledger);
    }
    return collection;
  }

  static Document document(String id, Stamp stamp, String reference, byte[] bytes) {
    Document document =
        new Document(ID, id)
            .append("schema", 1)
            .append(NUMBER, stamp.number())
            .append(DAY, stamp.day())
            .append(DATA, new Binary(bytes));
    if (reference.indexOf('\n') >= 0) {
      document.append(REFERENCE, List.of(reference.split("\n", -1)));
    } else if (!reference.isEmpty()) {
      document.append(REFERENCE, reference);
    }
    return document;
  }

  /// What was written before known-days were stored has been known since ever.
  static long day(Document document) {
    Long day = document.getLong(DAY);
    return day == null ? 0 : day;
  }

  static byte[] data(Document document) {
    return document.get(DATA, Binary.class).getData();
  }

  static <T> List<List<T>> batches(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return batches;
  }
}
