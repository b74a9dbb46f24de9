package io.agencysuite.metrics.ingest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// Keeps events that were not taken apart, for two weeks. The same event is kept once a day, so
/// that a sender that tries again and again does not fill the store.
public final class RejectionStore {

  private static final Duration LIFETIME = Duration.ofDays(14);
  private static final String KIND = "rejection";
  private static final String EXPIRE_AT = "expireAt";

  private final MongoCollection<Document> rejections;

  public RejectionStore(MongoDatabase database) {
    this.rejections = database.getCollection("rejections");
    rejections.createIndex(
        Indexes.ascending(EXPIRE_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  void keep(String tenant, String client, List<Rejection> some) {
    if (some.isEmpty()) {
      return;
    }
    List<Document> documents = some.stream().map(r -> document(tenant, client, r)).toList();
    try {
      rejections.insertMany(documents, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      boolean onlyKnown =
          e.getWriteErrors().stream()
              .allMatch(
                  w -> ErrorCategory.fromErrorCode(w.getCode()) == ErrorCategory.DUPLICATE_KEY);
      if (!onlyKnown || e.getWriteConcernError() != null) {
        throw e;
      }
    }
  }

  /// One page, newest day first.
  Page<Rejection> list(String tenant, String client, PageRequest page) {
    String prefix = Key.prefix(tenant, client, KIND);
    String before = page.after().isEmpty() ? prefix + '~' : page.after().getFirst();
    List<Document> found =
        rejections
            .find(and(gt("_id", prefix), lt("_id", before)))
            .sort(Sorts.descending("_id"))
            .limit(page.size() + 1)
            .into(new ArrayList<>());
    return Page.cut(found, page, d -> List.of(d.getString("_id"))).map(RejectionStore::rejection);
  }

  private static Document document(String tenant, String client, Rejection rejection) {
    String day = rejection.receiveTime().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return new Document(
            "_id", new Key(tenant, client, KIND, day + '-' + hash(rejection.event())).toString())
        .append("schema", 1)
        .append("eventId", rejection.eventId())
        .append("field", rejection.field())
        .append("reason", rejection.reason())
        .append("event", rejection.event())
        .append("receiveTime", Date.from(rejection.receiveTime()))
        .append(EXPIRE_AT, Date.from(rejection.receiveTime().plus(LIFETIME)));
  }

  private static Rejection rejection(Document document) {
    return new Rejection(
        document.getString("eventId"),
        document.getString("field"),
        document.getString("reason"),
        document.getString("event"),
        document.getDate("receiveTime").toInstant());
  }

  private static String hash(String event) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(event.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
