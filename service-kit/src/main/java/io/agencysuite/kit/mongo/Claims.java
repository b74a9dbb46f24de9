package io.agencysuite.kit.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Uniqueness of anything that is not an `_id`: whoever inserts the claim first owns the value. A
/// claim names its target, so that whoever finds a claim without its target completes it.
public final class Claims {

  private static final String TARGET = "target";
  private static final String PAYLOAD = "payload";
  private static final String EXPIRE_AT = "expireAt";

  private final MongoCollection<Document> collection;
  private final InstantSource clock;

  public Claims(MongoDatabase database, InstantSource clock) {
    this.collection = database.getCollection("claims");
    this.clock = clock;
    collection.createIndex(
        Indexes.ascending(EXPIRE_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /// What a claim says.
  ///
  /// @param target the `_id` that the value belongs to
  /// @param payload fingerprint of what was claimed with it; empty when none was given
  /// @param mine this call made the claim
  public record Claim(String target, String payload, boolean mine) {}

  /// Claims the value for the target, or answers who owns it.
  ///
  /// @param value `tenant/client/claim/what:value`
  /// @param lifetime how long the claim is kept; null for ever
  public Claim claim(Key value, String target, String payload, @Nullable Duration lifetime) {
    Document claim =
        new Document("_id", value.toString()).append(TARGET, target).append(PAYLOAD, payload);
    if (lifetime != null) {
      Instant expiry = clock.instant().plus(lifetime);
      claim.append(EXPIRE_AT, Date.from(expiry));
    }
    try {
      collection.insertOne(claim);
      return new Claim(target, payload, true);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
    return find(value).orElseGet(() -> claim(value, target, payload, lifetime));
  }

  /// Claims many values for ever, each for its own target, in one write.
  ///
  /// @param targets `_id` of the target by value, at most 1,000
  /// @return who owns each value
  public Map<Key, Claim> claimAll(Map<Key, String> targets) {
    List<Document> documents =
        targets.entrySet().stream()
            .map(e ->
                new Document("_id", e.getKey().toString())
                    .append(TARGET, e.getValue())
                    .append(PAYLOAD, ""))
            .toList();
    Map<Key, Claim> claims = new LinkedHashMap<>();
    targets.forEach((value, target) -> claims.put(value, new Claim(target, "", true)));
    for (Key taken : BulkInsert.insertDocuments(collection, documents)) {
      String target = Objects.requireNonNull(targets.get(taken));
      claims.put(taken, find(taken).orElseGet(() -> claim(taken, target, "", null)));
    }
    return claims;
  }

  public Optional<Claim> find(Key value) {
    Document found = collection.find(eq("_id", value.toString())).first();
    return Optional.ofNullable(found)
        .map(c -> new Claim(c.getString(TARGET), c.getString(PAYLOAD), false));
  }

  /// Gives the value up, if it still belongs to the target.
  public void release(Key value, String target) {
    collection.deleteOne(and(eq("_id", value.toString()), eq(TARGET, target)));
  }
}
