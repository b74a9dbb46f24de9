package io.agencysuite.gateway.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.google.protobuf.ByteString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One document for each key in use, shared by all doors. A try holds the key by a lease and a
/// token that grows with every try; what a try writes counts only while its token is the latest.
final class IdempotencyStore {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyStore.class);
  private static final int ATTEMPTS = 5;
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final String FINGERPRINT = "fingerprint";
  private static final String FIRST_SEEN = "firstSeen";
  private static final String STATE = "state";
  private static final String TOKEN = "token";
  private static final String UNTIL = "until";
  private static final String EXPIRE_AT = "expireAt";
  private static final String RIGHTS = "rights";
  private static final String STATUS = "status";
  private static final String HEADERS = "headers";
  private static final String BODY = "body";

  /// A try is running, or its door has died.
  private static final String RUNNING = "running";

  /// No try has brought an answer that can be given again; the next one is carried out.
  private static final String OPEN = "open";

  private static final String DONE = "done";

  private final MongoCollection<Document> keys;
  private final InstantSource clock;
  private final IdempotencySettings settings;

  IdempotencyStore(MongoDatabase database, InstantSource clock, IdempotencySettings settings) {
    this.keys = database.getCollection("idempotency");
    this.clock = clock;
    this.settings = settings;
    keys.createIndex(
        Indexes.ascending(EXPIRE_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /// Takes the key for this request, or says why it is not its turn.
  ///
  /// @param lease longer than a try can take
  Turn take(KeyedCall call, Duration lease) {
    return reached(() -> {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Instant now = clock.instant();
        if (insert(call, now, lease)) {
          return new Turn.Mine(1, now);
        }
        Document found = keys.find(eq("_id", call.id())).first();
        Turn turn = found == null ? null : turn(found, call, now, lease);
        if (turn != null) {
          return turn;
        }
      }
      return new Turn.Running(Duration.ofSeconds(1));
    });
  }

  private boolean insert(KeyedCall call, Instant now, Duration lease) {
    try {
      keys.insertOne(
          new Document("_id", call.id())
              .append(FINGERPRINT, call.fingerprint())
              .append(FIRST_SEEN, Date.from(now))
              .append(STATE, RUNNING)
              .append(TOKEN, 1L)
              .append(UNTIL, Date.from(now.plus(lease)))
              .append(EXPIRE_AT, Date.from(expiry(now, now.plus(lease)))));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  /// Null when somebody else was faster.
  private @org.jspecify.annotations.Nullable Turn turn(
      Document found, KeyedCall call, Instant now, Duration lease) {
    if (!time(found, EXPIRE_AT).isAfter(now)) {
      keys.deleteOne(latest(call, found.getLong(TOKEN), found.getString(STATE)));
      return null;
    }
    if (!call.fingerprint().equals(found.getString(FINGERPRINT))) {
      return new Turn.Taken();
    }
    String state = found.getString(STATE);
    if (state.equals(DONE) && call.rights().equals(found.getString(RIGHTS))) {
      return new Turn.Answered(answer(found, call));
    }
    if (state.equals(RUNNING) && time(found, UNTIL).isAfter(now)) {
      return new Turn.Running(Duration.between(now, time(found, UNTIL)));
    }
    Instant firstSeen = time(found, FIRST_SEEN);
    long token = found.getLong(TOKEN) + 1;
    Instant until = now.plus(lease);
    long matched =
        keys.updateOne(
                latest(call, token - 1, state),
                Updates.combine(
                    Updates.set(STATE, RUNNING),
                    Updates.set(TOKEN, token),
                    Updates.set(UNTIL, Date.from(until)),
                    Updates.set(EXPIRE_AT, Date.from(expiry(firstSeen, until)))))
            .getMatchedCount();
    return matched == 1 ? new Turn.Mine(token, firstSeen) : null;
  }

  /// Keeps the answer of this try.
  ///
  /// @return false if a later try has taken the key over
  boolean keep(KeyedCall call, long token, KeptAnswer answer) {
    byte[] body = SealedBody.seal(answer.body(), call.secret(), token);
    if (body.length > settings.answerMax().toBytes()) {
      return change(call, token, Updates.set(STATE, OPEN));
    }
    List<Document> headers = new ArrayList<>();
    answer.headers().forEach((n, v) -> headers.add(new Document("name", n).append("value", v)));
    return change(
        call,
        token,
        Updates.combine(
            Updates.set(STATE, DONE),
            Updates.set(RIGHTS, call.rights()),
            Updates.set(STATUS, answer.status()),
            Updates.set(HEADERS, headers),
            Updates.set(BODY, new Binary(body))));
  }

  /// Lets the next try be carried out at once. If the store cannot be told, its lease tells it.
  void open(KeyedCall call, long token) {
    try {
      change(call, token, Updates.set(STATE, OPEN));
    } catch (DoorException e) {
      LOG.warn("a key stays held until its lease ends: {}", e.getMessage());
    }
  }

  private boolean change(KeyedCall call, long token, Bson change) {
    return reached(
        () -> keys.updateOne(latest(call, token, RUNNING), change).getMatchedCount() == 1);
  }

  private static Bson latest(KeyedCall call, long token, String state) {
    return and(eq("_id", call.id()), eq(TOKEN, token), eq(STATE, state));
  }

  private Instant expiry(Instant firstSeen, Instant until) {
    Instant kept = firstSeen.plus(settings.keptFor());
    return kept.isAfter(until.plus(GRACE)) ? kept : until.plus(GRACE);
  }

  private static KeptAnswer answer(Document found, KeyedCall call) {
    Map<String, String> headers = new LinkedHashMap<>();
    found
        .getList(HEADERS, Document.class)
        .forEach(h -> headers.put(h.getString("name"), h.getString("value")));
    ByteString body =
        SealedBody.open(
            found.get(BODY, Binary.class).getData(), call.secret(), found.getLong(TOKEN));
    return new KeptAnswer(found.getInteger(STATUS), headers, body);
  }

  private static Instant time(Document found, String field) {
    return found.get(field, Date.class).toInstant();
  }

  private static <T> T reached(Supplier<T> use) {
    try {
      return use.get();
    } catch (MongoException e) {
      LOG.warn("the door's store does not answer", e);
      throw DoorException.of(DoorReason.STORE_UNAVAILABLE).with("Retry-After", "1");
    }
  }
}
