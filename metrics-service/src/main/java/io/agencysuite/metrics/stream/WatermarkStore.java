package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.agencysuite.metrics.state.FactId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// How far each stream is applied, and what was set aside on the way.
public final class WatermarkStore {

  private static final String ID = "_id";
  private static final String NUMBER = "n";
  private static final String FENCE = "fence";
  private static final String APPLIED_TO = "at";
  private static final String DAY = "day";
  private static final String WHOLE = "whole";
  private static final String OWNERS = "owners";

  private final MongoCollection<Document> watermarks;
  private final MongoCollection<Document> parked;
  private final Faults faults;

  public WatermarkStore(MongoDatabase database, Faults faults) {
    this.watermarks = database.getCollection("watermarks");
    this.parked = database.getCollection("parked");
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

  /// Sets a segment aside, with the reason.
  ///
  /// @param aside indexes of the entries; null for all
  void park(
      Segment segment, LocalDate knownDay, String reason, Instant now, @Nullable BitSet aside) {
    List<Entry> entries =
        aside == null
            ? segment.entries()
            : aside.stream().mapToObj(segment.entries()::get).toList();
    try {
      parked.insertOne(
          new Document(ID, segment.id())
              .append("schema", 1)
              .append("reason", reason)
              .append("at", Date.from(now))
              .append(DAY, knownDay.toEpochDay())
              .append("entries", entries.size())
              .append(WHOLE, aside == null)
              .append(
                  OWNERS,
                  entries.stream()
                      .map(entry -> owner(entry.tenant(), entry.client()))
                      .distinct()
                      .toList()));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
    faults.at("parked");
  }

  /// How many segments of all streams were set aside.
  long parked() {
    return parked.countDocuments();
  }

  /// How many segments were set aside in which the client has entries.
  public long parked(String tenant, String client) {
    return parked.countDocuments(of(tenant, client));
  }

  /// Those of them that belong to what was known when a day was over.
  public long parked(String tenant, String client, LocalDate day) {
    return parked.countDocuments(and(of(tenant, client), lte(DAY, day.toEpochDay())));
  }

  /// What concerns all clients of a tenant concerns this one.
  private static Bson of(String tenant, String client) {
    String prefix = Segment.prefix(Streams.of(tenant, client));
    return and(
        gt(ID, prefix),
        lt(ID, prefix + '~'),
        in(OWNERS, owner(tenant, client), owner(tenant, FactId.NO_CLIENT)));
  }

  private static String owner(String tenant, String client) {
    return tenant + '/' + client;
  }

  private static LocalDate knownDay(Document watermark) {
    Long day = watermark.getLong(DAY);
    return LocalDate.ofEpochDay(day == null ? 0 : day);
  }

  /// True if all entries of the segment were set aside.
  public boolean isParked(int stream, long number) {
    return parked.find(and(eq(ID, Segment.id(stream, number)), eq(WHOLE, true))).first() != null;
  }
}
