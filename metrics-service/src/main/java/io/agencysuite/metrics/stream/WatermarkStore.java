package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/// How far each stream is applied.
public final class WatermarkStore {

  private static final String ID = "_id";
  private static final String NUMBER = "n";
  private static final String FENCE = "fence";
  private static final String APPLIED_TO = "at";
  private static final String DAY = "day";

  private final MongoCollection<Document> watermarks;
  private final Faults faults;

  public WatermarkStore(MongoDatabase database, Faults faults) {
    this.watermarks = database.getCollection("watermarks");
    this.faults = faults;
  }

  /// How far a stream is applied.
  ///
  /// @param number the last segment that is applied; 0 for none
  /// @param appliedTo when that segment was received
  /// @param knownDay the latest UTC day that any applied segment counts as known from; all days
  ///   before are over
  public record Watermark(long number, Instant appliedTo, LocalDate knownDay) {

    static final Watermark NONE = new Watermark(0, Instant.EPOCH, LocalDate.EPOCH);
  }

  public Watermark get(int stream) {
    Document found = watermarks.find(eq(ID, Segment.prefix(stream))).first();
    return found == null
        ? Watermark.NONE
        : new Watermark(
            found.getLong(NUMBER), found.getDate(APPLIED_TO).toInstant(), knownDay(found));
  }

  /// The numbers of the last applied segments, by stream; streams without any are left away.
  Map<Integer, Long> all() {
    Map<Integer, Long> all = new HashMap<>();
    for (Document found : watermarks.find()) {
      String id = found.getString(ID);
      all.put(Integer.parseInt(id, 0, id.indexOf('/'), 10), found.getLong(NUMBER));
    }
    return all;
  }

  /// Shuts out every worker with an older token; empty when a newer one has shut out this one.
  Optional<Watermark> claim(int stream, long token) {
    String id = Segment.prefix(stream);
    var claimed =
        watermarks.updateOne(and(eq(ID, id), lte(FENCE, token)), Updates.set(FENCE, token));
    faults.at("fence");
    if (claimed.getMatchedCount() == 1) {
      return Optional.of(get(stream));
    }
    try {
      watermarks.insertOne(
          new Document(ID, id)
              .append("schema", 1)
              .append(NUMBER, 0L)
              .append(FENCE, token)
              .append(APPLIED_TO, Date.from(Instant.EPOCH)));
      return Optional.of(Watermark.NONE);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Moves the watermark on to this segment; false when the token is not the one that holds.
  boolean advance(Segment segment, LocalDate knownDay, long token) {
    faults.at("before watermark");
    var moved =
        watermarks.updateOne(
            and(
                eq(ID, Segment.prefix(segment.stream())),
                eq(FENCE, token),
                lt(NUMBER, segment.number())),
            Updates.combine(
                Updates.set(NUMBER, segment.number()),
                Updates.set(DAY, knownDay.toEpochDay()),
                Updates.set(APPLIED_TO, Date.from(segment.receivedAt()))));
    faults.at("watermark");
    return moved.getMatchedCount() == 1;
  }

  /// True while no newer token has shut out this one.
  boolean holds(int stream, long token) {
    Document found = watermarks.find(eq(ID, Segment.prefix(stream))).first();
    return found != null && found.getLong(FENCE) == token;
  }

  private static LocalDate knownDay(Document watermark) {
    Long day = watermark.getLong(DAY);
    return LocalDate.ofEpochDay(day == null ? 0 : day);
  }
}
