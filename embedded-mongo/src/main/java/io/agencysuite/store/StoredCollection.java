package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection's documents, ordered by encoded `_id`, and its indexes. Writers of one collection
 * take turns; readers never wait for them.
 */
final class StoredCollection {

  private final String namespace;
  private final long id;
  private final Pages pages;
  private final MVMap<byte[], byte[]> documents;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile List<StoredIndex> indexes = List.of();
  private volatile boolean dropped;

  StoredCollection(String namespace, long id, Pages pages) {
    this.namespace = namespace;
    this.id = id;
    this.pages = pages;
    this.documents = pages.documents(mapName(id));
  }

  static String mapName(long id) {
    return "documents." + id;
  }

  String namespace() {
    return namespace;
  }

  long id() {
    return id;
  }

  MVMap<byte[], byte[]> documents() {
    return documents;
  }

  List<StoredIndex> indexes() {
    return indexes;
  }

  void setIndexes(List<StoredIndex> newIndexes) {
    indexes = List.copyOf(newIndexes);
  }

  void markDropped() {
    dropped = true;
  }

  boolean isDropped() {
    return dropped;
  }

  /** The collection as the catalog and the log keep it. */
  CollectionDefinition definition(List<IndexSpec> specs) {
    return new CollectionDefinition(namespace, id, specs);
  }

  List<IndexSpec> specs() {
    return new ArrayList<>(indexes.stream().map(StoredIndex::spec).toList());
  }

  @Nullable Document find(byte[] key) {
    byte[] stored = pages.read(() -> documents.get(key));
    return stored == null ? null : Bson.decode(stored);
  }

  <T extends @Nullable Object> T inTurn(Supplier<T> change) {
    writing.lock();
    try {
      return change.get();
    } finally {
      writing.unlock();
    }
  }

  /** Refuses a document that would break a unique index. */
  void checkUnique(Document document, byte[] key, boolean isNew) {
    if (isNew && documents.containsKey(key)) {
      throw DuplicateKeyError.of(namespace, IndexSpec.ID, document);
    }
    for (StoredIndex index : indexes) {
      if (index.conflict(index.entriesOf(document), key) != null) {
        throw DuplicateKeyError.of(namespace, index.spec(), document);
      }
    }
  }

  void applyPut(byte[] key, Document document, byte[] stored) {
    byte[] before = documents.put(key, stored);
    if (indexes.isEmpty()) {
      return;
    }
    Document old = before == null ? null : Bson.decode(before);
    for (StoredIndex index : indexes) {
      if (old != null) {
        index.remove(index.entriesOf(old), key);
      }
      index.add(index.entriesOf(document), key);
    }
  }

  void applyDelete(byte[] key) {
    byte[] before = documents.remove(key);
    if (before != null && !indexes.isEmpty()) {
      Document old = Bson.decode(before);
      indexes.forEach(index -> index.remove(index.entriesOf(old), key));
    }
  }
}
