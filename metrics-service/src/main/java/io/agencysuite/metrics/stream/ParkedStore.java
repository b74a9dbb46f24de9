package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.FactId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What was set aside because it could not be applied: a document for each segment and each client
/// that has entries in it. What is sent again keeps its document, so that a report as of a day
/// before still says what was missing then.
public final class ParkedStore {

  private static final String ID = "_id";
  private static final String REASON = "reason";
  private static final String PARKED_AT = "at";
  private static final String DAY = "day";
  private static final String SENT_ON = "sent";
  private static final String ENTRIES = "entries";
  private static final String WHOLE = "whole";
  private static final String OWNERS = "owners";
  private static final String ASIDE = "aside";
  private static final String INDEX = "i";
  private static final int LONGEST_REASON = 300;
  private static final Bson WAITS = exists(SENT_ON, false);

  private final MongoCollection<Document> parked;
  private final Faults faults;

  public ParkedStore(MongoDatabase database, Faults faults) {
    this.parked = database.getCollection("parked");
    this.faults = faults;
  }

  /// Entries of one client in one segment.
  ///
  /// @param ofTenant they belong to all clients of the tenant
  /// @param reason of the first entry, or of all
  /// @param reasons by index of the entry in its segment; empty when all entries of the segment
  ///   were set aside because its plan cannot be repeated, which may be applied in part
  public record Parked(
      String id,
      boolean ofTenant,
      Instant parkedAt,
      int entries,
      String reason,
      Map<Integer, String> reasons) {

    public Parked {
      reasons = Map.copyOf(reasons);
    }

    /// Stream and number of the segment.
    public String position() {
      int end = id.indexOf('/', id.indexOf('/') + 1);
      return end < 0 ? id : id.substring(0, end);
    }

    long number() {
      return Segment.numberOf(position());
    }
  }

  /// Sets entries aside that no plan can be made of.
  ///
  /// @param reasons by index
  void park(Segment segment, LocalDate knownDay, Instant now, Map<Integer, String> reasons) {
    Map<String, List<Document>> byOwner = new TreeMap<>();
    new TreeMap<>(reasons)
        .forEach((index, reason) ->
            byOwner
                .computeIfAbsent(owner(segment.entries().get(index)), owner -> new ArrayList<>())
                .add(new Document(INDEX, index).append(REASON, shortened(reason))));
    byOwner.forEach((owner, aside) -> {
      String first = aside.getFirst().getString(REASON);
      insert(document(segment, owner, knownDay, now, first, aside.size()).append(ASIDE, aside));
    });
    faults.at("parked");
  }

  /// Sets all entries of a segment aside, whose plan cannot be repeated.
  void parkWhole(Segment segment, LocalDate knownDay, Instant now, String reason) {
    Map<String, Integer> byOwner = new TreeMap<>();
    segment.entries().forEach(entry -> byOwner.merge(owner(entry), 1, Integer::sum));
    byOwner.forEach((owner, entries) ->
        insert(
            document(segment, owner, knownDay, now, shortened(reason), entries)
                .append(WHOLE, true)));
    faults.at("parked");
  }

  private static Document document(
      Segment segment, String owner, LocalDate knownDay, Instant now, String reason, int entries) {
    return new Document(ID, segment.id() + '/' + owner)
        .append("schema", 2)
        .append(REASON, reason)
        .append(PARKED_AT, Date.from(now))
        .append(DAY, knownDay.toEpochDay())
        .append(ENTRIES, entries)
        .append(OWNERS, List.of(owner));
  }

  private void insert(Document document) {
    try {
      parked.insertOne(document);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  /// How much was set aside of all streams and was not sent again.
  long count() {
    return parked.countDocuments(WAITS);
  }

  /// How many segments were set aside in which the client has entries.
  public long count(String tenant, String client) {
    return parked.countDocuments(and(of(tenant, client), WAITS));
  }

  /// Those of them that belong to what was known when a day was over.
  public long count(String tenant, String client, LocalDate day) {
    return parked.countDocuments(
        and(
            of(tenant, client),
            lte(DAY, day.toEpochDay()),
            or(WAITS, gt(SENT_ON, day.toEpochDay()))));
  }

  /// A page of what waits, oldest first.
  public Page<Parked> list(String tenant, String client, PageRequest page) {
    String after = page.after().isEmpty() ? "" : page.after().getFirst();
    List<Parked> found =
        parked
            .find(and(of(tenant, client), WAITS, gt(ID, after)))
            .sort(Sorts.ascending(ID))
            .limit(page.size() + 1)
            .map(document -> parked(tenant, document))
            .into(new ArrayList<>());
    return Page.cut(found, page, one -> List.of(one.id()));
  }

  /// What waits and can be sent again, oldest first.
  List<Parked> sendable(String tenant, String client, int limit) {
    return parked
        .find(and(of(tenant, client), WAITS, exists(ASIDE)))
        .sort(Sorts.ascending(ID))
        .limit(limit)
        .map(document -> parked(tenant, document))
        .into(new ArrayList<>());
  }

  /// Notes that the entries are in the stream again.
  ///
  /// @param knownDay from which they count as known
  void sent(Parked sent, LocalDate knownDay) {
    faults.at("before sent again");
    parked.updateOne(and(eq(ID, sent.id()), WAITS), Updates.set(SENT_ON, knownDay.toEpochDay()));
    faults.at("sent again");
  }

  /// True if all entries of the segment were set aside.
  public boolean isParked(int stream, long number) {
    String id = Segment.id(stream, number);
    return parked.find(and(gt(ID, id + '/'), lt(ID, id + "/~"), eq(WHOLE, true))).first() != null
        || parked.find(and(eq(ID, id), eq(WHOLE, true))).first() != null;
  }

  private static Parked parked(String tenant, Document document) {
    Map<Integer, String> reasons = new TreeMap<>();
    document
        .getList(ASIDE, Document.class, List.of())
        .forEach(one -> reasons.put(one.getInteger(INDEX), one.getString(REASON)));
    return new Parked(
        document.getString(ID),
        document.getList(OWNERS, String.class).contains(owner(tenant, FactId.NO_CLIENT)),
        document.getDate(PARKED_AT).toInstant(),
        document.getInteger(ENTRIES),
        document.getString(REASON),
        reasons);
  }

  /// What concerns all clients of a tenant concerns this one.
  private static Bson of(String tenant, String client) {
    String prefix = Segment.prefix(Streams.of(tenant, client));
    return and(
        gt(ID, prefix),
        lt(ID, prefix + '~'),
        in(OWNERS, owner(tenant, client), owner(tenant, FactId.NO_CLIENT)));
  }

  private static String owner(Entry entry) {
    return owner(entry.tenant(), entry.client());
  }

  private static String owner(String tenant, String client) {
    return tenant + '/' + client;
  }

  private static String shortened(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }
}
