package io.agencysuite.kit.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.agencysuite.kit.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Leases in the store. Their clocks are those of the processes: a lease is safe as long as clocks
/// differ by less than its length, and the fencing token guards the writes even then.
public final class Leases {

  private static final String OWNER = "owner";
  private static final String TOKEN = "token";
  private static final String UNTIL = "until";

  private final MongoCollection<Document> collection;
  private final InstantSource clock;
  private final String owner;

  public Leases(MongoDatabase database, InstantSource clock, Ids ids) {
    this.collection = database.getCollection("leases");
    this.clock = clock;
    this.owner = ids.next();
  }

  /// Takes or prolongs the lease; empty while somebody else holds it. The write is durable when
  /// this returns, and so is everything that was read before it.
  public Optional<Lease> acquire(String name, Duration length) {
    Instant now = clock.instant();
    Instant until = now.plus(length);
    return prolong(name, now, until)
        .or(() -> takeOver(name, now, until))
        .or(() -> create(name, until));
  }

  /// True while more than half of this length is left, so that there is no need to prolong it yet.
  public boolean isFresh(Lease lease, Duration length) {
    return clock.instant().isBefore(lease.until().minus(length.dividedBy(2)));
  }

  /// Gives the lease up, so that another process need not wait for its end.
  public void release(Lease lease) {
    collection.updateOne(
        and(eq("_id", lease.name()), eq(OWNER, owner), eq(TOKEN, lease.token())),
        Updates.set(UNTIL, Date.from(Instant.EPOCH)));
  }

  private Optional<Lease> prolong(String name, Instant now, Instant until) {
    Bson mine = and(eq("_id", name), eq(OWNER, owner), gte(UNTIL, Date.from(now)));
    return change(mine, Updates.set(UNTIL, Date.from(until)));
  }

  private Optional<Lease> takeOver(String name, Instant now, Instant until) {
    Bson ended = and(eq("_id", name), lt(UNTIL, Date.from(now)));
    Bson update =
        Updates.combine(
            Updates.set(OWNER, owner),
            Updates.set(UNTIL, Date.from(until)),
            Updates.inc(TOKEN, 1L));
    return change(ended, update);
  }

  private Optional<Lease> create(String name, Instant until) {
    try {
      collection.insertOne(
          new Document("_id", name)
              .append(OWNER, owner)
              .append(TOKEN, 1L)
              .append(UNTIL, Date.from(until)));
      return Optional.of(new Lease(name, 1, until));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Lease> change(Bson filter, Bson update) {
    Document changed =
        collection.findOneAndUpdate(
            filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    return Optional.ofNullable(changed)
        .map(d ->
            new Lease(d.getString("_id"), d.getLong(TOKEN), d.get(UNTIL, Date.class).toInstant()));
  }
}
