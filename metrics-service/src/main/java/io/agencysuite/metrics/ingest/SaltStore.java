package io.agencysuite.metrics.ingest;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.agencysuite.kit.mongo.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.bson.types.Binary;

/// The daily salts of pseudonyms. A salt is deleted two days after it was made; nobody can work out
/// afterwards who a pseudonym was, or join two days.
public final class SaltStore {

  private static final Duration LIFETIME = Duration.ofDays(2);
  private static final int SALT_BYTES = 32;
  private static final String SALT = "salt";
  private static final String EXPIRE_AT = "expireAt";

  private final MongoCollection<Document> salts;
  private final InstantSource clock;
  private final RandomGenerator random;

  public SaltStore(MongoDatabase database, InstantSource clock, RandomGenerator random) {
    this.salts = database.getCollection("salts");
    this.clock = clock;
    this.random = random;
    salts.createIndex(
        Indexes.ascending(EXPIRE_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /// The salt of a tenant's day.
  byte[] get(String tenant, LocalDate day) {
    String id = Key.ofTenant(tenant, "salt", day.toString()).toString();
    Document found = salts.find(eq("_id", id)).first();
    if (found == null) {
      found = create(id);
    }
    return found.get(SALT, Binary.class).getData();
  }

  private Document create(String id) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Document document =
        new Document("_id", id)
            .append("schema", 1)
            .append(SALT, new Binary(salt))
            .append(EXPIRE_AT, Date.from(clock.instant().plus(LIFETIME)));
    try {
      salts.insertOne(document);
      return document;
    } catch (MongoWriteException e) {
      Document other = salts.find(eq("_id", id)).first();
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY || other == null) {
        throw e;
      }
      return other;
    }
  }
}
