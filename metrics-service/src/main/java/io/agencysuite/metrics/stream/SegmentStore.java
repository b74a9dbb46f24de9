package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// The segments of all streams. Whoever inserts a number first owns it, so that the numbers of a
/// stream have no gaps and never change their meaning.
public final class SegmentStore {

  private static final String ID = "_id";
  private static final String RECEIVED_AT = "at";
  private static final String COUNT = "count";
  private static final String BODY = "body";
  private static final int READ_AHEAD = 8;

  private final MongoCollection<Document> collection;
  private final Faults faults;
  private final RecentSegments recent = new RecentSegments();

  public SegmentStore(MongoDatabase database, Faults faults) {
    this.collection = database.getCollection("segments");
    this.faults = faults;
  }

  /// Stores a segment; false when its number is taken. Durable when this returns.
  boolean insert(int stream, long number, Instant receivedAt, List<Entry> entries) {
    Document document =
        new Document(ID, Segment.id(stream, number))
            .append("schema", 1)
            .append(RECEIVED_AT, Date.from(receivedAt))
            .append(COUNT, entries.size());
    if (!entries.isEmpty()) {
      document.append(BODY, new Binary(SegmentCodec.encode(entries)));
    }
    faults.at("before segment");
    try {
      collection.insertOne(document);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
    faults.at("segment");
    recent.add(new Segment(stream, number, document.getDate(RECEIVED_AT).toInstant(), entries));
    return true;
  }

  /// The highest number of the stream; 0 when it has none.
  public long last(int stream) {
    Document last =
        collection
            .find(of(stream))
            .projection(Projections.include(ID))
            .sort(Sorts.descending(ID))
            .first();
    return last == null ? 0 : numberOf(last);
  }

  public Optional<Segment> get(int stream, long number) {
    return Optional.ofNullable(collection.find(eq(ID, Segment.id(stream, number))).first())
        .map(found -> read(stream, found));
  }

  /// This segment and those that follow it without a gap, as far as they fit into a bite; none when
  /// this one is missing.
  ///
  /// @param most how many segments at most
  List<Segment> from(int stream, long number, int most, StreamSettings limits) {
    List<Segment> found = recent.from(stream, number, most, limits.biteEntries());
    if (!found.isEmpty()) {
      return found;
    }
    Bson range = and(gte(ID, Segment.id(stream, number)), lt(ID, endOf(stream)));
    int entries = 0;
    for (Document document :
        collection.find(range).sort(Sorts.ascending(ID)).limit(most).batchSize(READ_AHEAD)) {
      entries += document.getInteger(COUNT, 0);
      boolean fits = found.isEmpty() || entries <= limits.biteEntries();
      if (numberOf(document) != number + found.size() || !fits) {
        break;
      }
      found.add(read(stream, document));
    }
    return found;
  }

  /// Holds a sender back for a moment when this process is behind with applying.
  void awaitRoom() {
    recent.awaitRoom();
  }

  /// Says that a stream's segments up to this one are applied.
  void applied(int stream, long last) {
    recent.forget(stream, last);
  }

  /// The lowest number at or after this one; empty when there is none.
  Optional<Long> firstFrom(int stream, long number) {
    Bson range = and(gte(ID, Segment.id(stream, number)), lt(ID, endOf(stream)));
    Document first =
        collection
            .find(range)
            .projection(Projections.include(ID))
            .sort(Sorts.ascending(ID))
            .first();
    return Optional.ofNullable(first).map(SegmentStore::numberOf);
  }

  private static Segment read(int stream, Document document) {
    @Nullable Binary body = document.get(BODY, Binary.class);
    List<Entry> entries = body == null ? List.of() : SegmentCodec.decode(body.getData());
    return new Segment(
        stream, numberOf(document), document.getDate(RECEIVED_AT).toInstant(), entries);
  }

  private static Bson of(int stream) {
    return and(gt(ID, Segment.prefix(stream)), lt(ID, endOf(stream)));
  }

  private static String endOf(int stream) {
    return Segment.prefix(stream) + '~';
  }

  private static long numberOf(Document document) {
    return Segment.numberOf(document.getString(ID));
  }
}
