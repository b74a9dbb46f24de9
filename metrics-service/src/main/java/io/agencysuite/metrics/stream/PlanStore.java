package io.agencysuite.metrics.stream;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// Insert-once plans. A plan that is too large for one document is cut into parts; they are named
/// by the hash of the whole and written before the head, so that the head's parts are always
/// complete and never those of another plan for the same segment.
public final class PlanStore {

  private static final String ID = "_id";
  private static final String BODY = "body";
  private static final String PARTS = "parts";
  private static final String HASH = "hash";
  private static final String LAST = "to";
  private static final String SCHEMA = "schema";

  private final MongoCollection<Document> collection;
  private final Faults faults;
  private final int partBytes;

  public PlanStore(MongoDatabase database, Faults faults, int partBytes) {
    this.collection = database.getCollection("plans");
    this.faults = faults;
    this.partBytes = partBytes;
  }

  /// Stores the plan unless one begins with the same segment; answers the plan that holds.
  Plan insertOnce(Plan plan) {
    byte[] bytes = plan.encode();
    String id = Segment.id(plan.stream(), plan.first());
    Document head = new Document(ID, id).append(SCHEMA, 2).append(LAST, plan.last());
    if (bytes.length <= partBytes) {
      head.append(BODY, new Binary(bytes));
    } else {
      String hash = hash(bytes);
      head.append(HASH, hash).append(PARTS, writeParts(id, hash, bytes));
    }
    faults.at("before plan");
    boolean stored = insert(head);
    faults.at("plan");
    return stored ? plan : startingAt(plan.stream(), plan.first()).orElseThrow();
  }

  /// The plan that begins with this segment.
  Optional<Plan> startingAt(int stream, long first) {
    return Optional.ofNullable(collection.find(eq(ID, Segment.id(stream, first))).first())
        .map(head -> read(stream, head));
  }

  /// The plan that this segment is part of, alone or with others.
  public Optional<Plan> covering(int stream, long number) {
    Document head =
        collection
            .find(
                and(
                    gte(ID, Segment.prefix(stream)),
                    lte(ID, Segment.id(stream, number)),
                    exists(SCHEMA)))
            .sort(Sorts.descending(ID))
            .first();
    return Optional.ofNullable(head)
        .map(found -> read(stream, found))
        .filter(plan -> plan.last() >= number);
  }

  /// The last segment of the plan that begins with this one; this one where there is none.
  long lastOf(int stream, long first) {
    Document head =
        collection
            .find(eq(ID, Segment.id(stream, first)))
            .projection(Projections.include(LAST))
            .first();
    Long last = head == null ? null : head.getLong(LAST);
    return last == null ? first : last;
  }

  private Plan read(int stream, Document head) {
    String id = head.getString(ID);
    @Nullable Binary body = head.get(BODY, Binary.class);
    byte[] bytes = body == null ? readParts(id, head) : body.getData();
    return Plan.decode(stream, Segment.numberOf(id), bytes);
  }

  private int writeParts(String id, String hash, byte[] bytes) {
    int parts = 0;
    for (int from = 0; from < bytes.length; from += partBytes) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partBytes));
      insert(new Document(ID, partId(id, hash, parts)).append(BODY, new Binary(part)));
      faults.at("plan part");
      parts++;
    }
    return parts;
  }

  private byte[] readParts(String id, Document head) {
    List<String> ids = new ArrayList<>();
    for (int part = 0; part < head.getInteger(PARTS); part++) {
      ids.add(partId(id, head.getString(HASH), part));
    }
    Map<String, byte[]> found = new HashMap<>();
    for (Document part : collection.find(in(ID, ids))) {
      found.put(part.getString(ID), part.get(BODY, Binary.class).getData());
    }
    Wire all = new Wire(ids.size() * partBytes);
    for (String part : ids) {
      byte[] bytes = found.get(part);
      if (bytes == null) {
        throw new IllegalStateException("plan " + id + " lacks its part " + part);
      }
      all.raw(bytes);
    }
    return all.toBytes();
  }

  private boolean insert(Document document) {
    try {
      collection.insertOne(document);
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private static String partId(String id, String hash, int part) {
    return id + '/' + hash + '/' + part;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
