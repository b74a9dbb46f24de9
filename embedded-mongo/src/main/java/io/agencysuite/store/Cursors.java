package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Results that are not read to their end yet. */
final class Cursors {

  private static final long IDLE_NANOS = 600_000_000_000L;
  private static final int FIRST_BATCH = 101;

  private final Map<Long, OpenCursor> open = new ConcurrentHashMap<>();

  private record OpenCursor(String namespace, Results results, long usedNanos) {}

  /** Replies with a first batch and keeps the rest, if there is any. */
  Document open(String namespace, Results results, int batchSize, boolean singleBatch) {
    List<RawDocument> batch = results.next(batchSize);
    long id = results.isDone() || singleBatch ? 0 : keep(newId(), namespace, results);
    return reply(namespace, id, "firstBatch", batch);
  }

  static int firstBatch(Request request) {
    return request.count("batchSize", FIRST_BATCH);
  }

  Document next(Request request) {
    if (!(request.body().get("getMore") instanceof Long id)) {
      throw StoreErrors.typeMismatch("getMore must be a 64 bit cursor id");
    }
    String namespace = request.database() + "." + request.text("collection");
    OpenCursor cursor = open.remove(id);
    if (cursor == null || !cursor.namespace().equals(namespace)) {
      throw StoreErrors.cursorNotFound(id);
    }
    int size = request.count("batchSize", 0);
    List<RawDocument> batch = cursor.results().next(size == 0 ? Integer.MAX_VALUE : size);
    long rest = cursor.results().isDone() ? 0 : keep(id, namespace, cursor.results());
    return reply(namespace, rest, "nextBatch", batch);
  }

  Document kill(Request request) {
    if (!(request.body().get("cursors") instanceof List<?> ids)) {
      throw StoreErrors.typeMismatch("killCursors.cursors must be an array of cursor ids");
    }
    List<?> killed = ids.stream().filter(id -> open.remove(id) != null).toList();
    List<?> unknown = ids.stream().filter(id -> !killed.contains(id)).toList();
    return Replies.ok(
        new Document("cursorsKilled", killed)
            .append("cursorsNotFound", unknown)
            .append("cursorsAlive", List.of())
            .append("cursorsUnknown", List.of()));
  }

  int size() {
    return open.size();
  }

  /** Forgets cursors that nobody has read from for ten minutes. */
  void expire() {
    long now = System.nanoTime();
    open.values().removeIf(cursor -> now - cursor.usedNanos() > IDLE_NANOS);
  }

  private long keep(long id, String namespace, Results results) {
    open.put(id, new OpenCursor(namespace, results, System.nanoTime()));
    return id;
  }

  private long newId() {
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return open.containsKey(id) ? newId() : id;
  }

  private static Document reply(String namespace, long id, String name, List<RawDocument> batch) {
    return Replies.ok(
        new Document("cursor", new Document(name, batch).append("id", id).append("ns", namespace)));
  }
}
