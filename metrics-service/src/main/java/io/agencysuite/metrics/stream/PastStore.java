package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/// Documents of the ledger as they were. Before a document is changed for the first time on a new
/// known-day, what it was until then is kept; it is found again by any day in between. An image is
/// inserted once and never changes, so that keeping it can be repeated from any point of a crash.
final class PastStore {

  private static final String ID = "_id";
  private static final String DOCUMENT = "of";
  private static final String FROM = "from";
  private static final String UNTIL = "until";
  private static final String DATA = "d";

  /// Sorts before whatever an id goes on with.
  private static final char SEPARATOR = '!';

  private final Map<Ledger, MongoCollection<Document>> collections = new EnumMap<>(Ledger.class);
  private final Faults faults;

  /// What a document was from one known-day until, exclusive, another.
  static final class Image {
    private final String id;
    private final long from;
    private final long until;
    private final byte[] bytes;

    Image(String id, long from, long until, byte[] bytes) {
      this.id = id;
      this.from = from;
      this.until = until;
      this.bytes = bytes;
    }
  }

  PastStore(MongoDatabase database, Faults faults) {
    this.faults = faults;
    for (Ledger ledger : Ledger.values()) {
      if (ledger.hasPast()) {
        MongoCollection<Document> collection = database.getCollection(name(ledger));
        collection.createIndex(Indexes.ascending(DOCUMENT));
        collections.put(ledger, collection);
      }
    }
  }

  static String name(Ledger ledger) {
    return ledger.collection() + "-past";
  }

  void keep(Ledger ledger, List<Image> images) {
    if (images.isEmpty()) {
      return;
    }
    List<Document> documents = images.stream().map(PastStore::document).toList();
    try {
      collection(ledger).insertMany(documents, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      boolean kept =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream()
                  .allMatch(
                      w -> ErrorCategory.fromErrorCode(w.getCode()) == ErrorCategory.DUPLICATE_KEY);
      if (!kept) {
        throw e;
      }
    }
    faults.at("past of " + ledger);
  }

  /// Calls back with those of the documents that have changed since the day and were there before.
  void read(
      Ledger ledger, Collection<String> ids, LocalDate day, BiConsumer<String, byte[]> consumer) {
    if (!ids.isEmpty()) {
      find(ledger, and(in(DOCUMENT, ids), on(day)), consumer);
    }
  }

  /// The same for all from one id to another, exclusive.
  void scan(
      Ledger ledger,
      String from,
      String until,
      LocalDate day,
      BiConsumer<String, byte[]> consumer) {
    find(ledger, and(gte(ID, from), lt(ID, until), on(day)), consumer);
  }

  private void find(Ledger ledger, Bson filter, BiConsumer<String, byte[]> consumer) {
    for (Document found : collection(ledger).find(filter)) {
      consumer.accept(found.getString(DOCUMENT), found.get(DATA, Binary.class).getData());
    }
  }

  private MongoCollection<Document> collection(Ledger ledger) {
    MongoCollection<Document> collection = collections.get(ledger);
    if (collection == null) {
      throw new IllegalArgumentException(ledger + " keeps no past");
    }
    return collection;
  }

  private static Bson on(LocalDate day) {
    return and(lte(FROM, day.toEpochDay()), gt(UNTIL, day.toEpochDay()));
  }

  private static Document document(Image image) {
    return new Document(ID, image.id + SEPARATOR + LocalDate.ofEpochDay(image.until))
        .append("schema", 1)
        .append(DOCUMENT, image.id)
        .append(FROM, image.from)
        .append(UNTIL, image.until)
        .append(DATA, new Binary(image.bytes));
  }
}
