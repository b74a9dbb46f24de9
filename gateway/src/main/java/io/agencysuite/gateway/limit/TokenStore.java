package io.agencysuite.gateway.limit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/// One counter a key and window, shared by all doors. A door takes tokens by raising the counter;
/// what lies above the limit was not granted.
public final class TokenStore {
  private static final String USED = "used";
  private static final String EXPIRE_AT = "expireAt";
  private static final int DUPLICATE_KEY = 11_000;

  /// Counters outlive their window, so that a door whose clock is late finds them.
  private static final Duration KEPT = Duration.ofDays(2);

  private final MongoCollection<Document> collection;

  public TokenStore(MongoDatabase database) {
    this.collection = database.getCollection("tokens").withTimeout(2, TimeUnit.SECONDS);
    database
        .getCollection("tokens")
        .createIndex(
            Indexes.ascending(EXPIRE_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /// Raises the counter and answers what it is then; a negative amount gives tokens back.
  long add(String key, Policy.Span span, long amount) {
    Bson change =
        Updates.combine(
            Updates.inc(USED, amount),
            Updates.setOnInsert(EXPIRE_AT, Date.from(span.end().plus(KEPT))));
    FindOneAndUpdateOptions options =
        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    Bson counter = eq("_id", id(key, span));
    try {
      return used(collection.findOneAndUpdate(counter, change, options));
    } catch (MongoCommandException e) {
      if (ErrorCategory.fromErrorCode(e.getErrorCode()) != ErrorCategory.DUPLICATE_KEY
          && e.getErrorCode() != DUPLICATE_KEY) {
        throw e;
      }
      // Another door has made the counter between looking for it and inserting it.
      return used(collection.findOneAndUpdate(counter, change, options));
    }
  }

  /// What the counter is now.
  long used(String key, Policy.Span span) {
    Document found = collection.find(eq("_id", id(key, span))).first();
    return found == null ? 0 : used(found);
  }

  /// What these counters are now; those that were never raised are missing.
  Map<String, Long> used(List<String> keys, Policy.Span span) {
    Map<String, String> keyOf = HashMap.newHashMap(keys.size());
    keys.forEach(key -> keyOf.put(id(key, span), key));
    Map<String, Long> used = HashMap.newHashMap(keys.size());
    for (Document counter : collection.find(in("_id", keyOf.keySet()))) {
      used.put(Objects.requireNonNull(keyOf.get(counter.getString("_id"))), used(counter));
    }
    return used;
  }

  private static long used(@org.jspecify.annotations.Nullable Document counter) {
    return Objects.requireNonNull(counter, "an upsert answers its document").getLong(USED);
  }

  private static String id(String key, Policy.Span span) {
    return key + "/" + span.number();
  }
}
