package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders every change: first into the log, then into the pages. A checkpoint closes the gate for a
 * moment, so that the pages it writes hold whole changes only.
 */
final class Storage implements AutoCloseable {

  /** Dirty pages may outgrow the checkpoint threshold this far before writers are refused. */
  private static final int OVERFLOW_FACTOR = 2;

  private static final Logger logger = LoggerFactory.getLogger(Storage.class);

  private final Pages pages;
  private final Catalog catalog;
  private final RedoLog log;
  private final EmbeddedStoreSettings settings;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private final Checkpointer checkpointer;

  private Storage(Pages pages, Catalog catalog, RedoLog log, EmbeddedStoreSettings settings) {
    this.pages = pages;
    this.catalog = catalog;
    this.log = log;
    this.settings = settings;
    this.checkpointer = new Checkpointer(this, settings.checkpointBytes());
  }

  static Storage open(EmbeddedStoreSettings settings) throws IOException {
    Path directory = settings.directory();
    Pages pages = Pages.open(directory, settings.cacheBytes());
    try {
      Catalog catalog = new Catalog(pages);
      Recovery recovery = new Recovery(pages, catalog, settings.checkpointBytes());
      long position = recovery.replay(directory);
      long sequence = recovery.retireLog(directory, position);
      RedoLog log =
          new RedoLog(directory, settings.segmentBytes(), position, sequence, settings.faults());
      Storage storage = new Storage(pages, catalog, log.start(), settings);
      storage.checkpointer.start();
      return storage;
    } catch (IOException | RuntimeException e) {
      pages.close();
      throw e;
    }
  }

  Pages pages() {
    return pages;
  }

  Catalog catalog() {
    return catalog;
  }

  RedoLog log() {
    return log;
  }

  /** Runs a change of one collection; nothing of it can be cut in two by a checkpoint. */
  <T extends @Nullable Object> T change(StoredCollection collection, Supplier<T> change) {
    checkpointer.throttle();
    gate.readLock().lock();
    try {
      return collection.inTurn(change);
    } finally {
      gate.readLock().unlock();
    }
  }

  /** Stores a document that is not there yet; the caller is inside {@link #change}. */
  void insert(StoredCollection collection, Document document) {
    byte[] key = KeyEncoder.encode(document.get("_id"));
    write(collection, key, document, true);
  }

  /** Replaces the document under a key; the caller is inside {@link #change}. */
  void replace(StoredCollection collection, byte[] key, Document document) {
    write(collection, key, document, false);
  }

  void delete(StoredCollection collection, byte[] key) {
    log.append(new LogRecord(LogRecord.Kind.DELETE, collection.id(), key));
    apply(() -> collection.applyDelete(key));
  }

  private void write(StoredCollection collection, byte[] key, Document document, boolean isNew) {
    refuseWhenDropped(collection);
    byte[] stored = Bson.encode(document);
    if (stored.length > Bson.MAX_DOCUMENT_BYTES) {
      throw StoreErrors.documentTooLarge(stored.length, Bson.MAX_DOCUMENT_BYTES);
    }
    collection.checkUnique(document, key, isNew);
    log.append(new LogRecord(LogRecord.Kind.PUT, collection.id(), stored));
    apply(() -> collection.applyPut(key, document, stored));
  }

  /** What the log has and the pages have not would split the two; a restart joins them again. */
  private void apply(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException | Error e) {
      log.halt(new IOException("a logged effect could not be applied: " + e, e));
      throw e;
    }
  }

  private static void refuseWhenDropped(StoredCollection collection) {
    if (collection.isDropped()) {
      throw StoreErrors.namespaceNotFound(collection.namespace());
    }
  }

  StoredCollection findOrCreate(String namespace) {
    StoredCollection known = catalog.find(namespace);
    return known != null
        ? known
        : define(() -> {
          StoredCollection existing = catalog.find(namespace);
          return existing != null ? existing : create(namespace);
        });
  }

  /** The caller is inside {@link #define}. */
  StoredCollection create(String namespace) {
    StoredCollection created = catalog.prepare(namespace);
    record(created.definition(created.specs()));
    apply(() -> catalog.add(created));
    return created;
  }

  /** Runs a change of the catalog; nothing else changes meanwhile. */
  <T extends @Nullable Object> T define(Supplier<T> change) {
    checkpointer.throttle();
    gate.writeLock().lock();
    try {
      return change.get();
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** Builds an index and keeps it; the caller is inside {@link #define}. */
  void addIndex(StoredCollection collection, IndexSpec spec) {
    StoredIndex index = catalog.buildIndex(collection, spec, this::commitWhenLarge);
    List<IndexSpec> specs = collection.specs();
    specs.add(spec);
    try {
      record(collection.definition(specs));
    } catch (RuntimeException e) {
      index.discard();
      throw e;
    }
    apply(() -> catalog.addIndex(collection, index));
  }

  /** The caller is inside {@link #define}. */
  void dropIndex(StoredCollection collection, IndexSpec spec) {
    List<IndexSpec> specs = collection.specs();
    specs.remove(spec);
    record(collection.definition(specs));
    apply(() -> catalog.dropIndex(collection, spec));
  }

  /** The caller is inside {@link #define}. */
  void drop(StoredCollection collection) {
    log.append(new LogRecord(LogRecord.Kind.DROP, collection.id(), Bytes.EMPTY));
    apply(() -> catalog.drop(collection));
  }

  private void record(CollectionDefinition definition) {
    log.append(new LogRecord(LogRecord.Kind.DEFINE, 0, definition.stored()));
  }

  private void commitWhenLarge() {
    if (pages.dirtyBytes() > settings.checkpointBytes() && pages.hasRoomForCommit()) {
      long position = log.appended();
      log.awaitSynced(position);
      pages.commit(position);
    }
  }

  int dirtyLimit() {
    return (int) Math.min(Integer.MAX_VALUE, (long) settings.checkpointBytes() * OVERFLOW_FACTOR);
  }

  /** Writes dirty pages behind the log and drops the log they make superfluous. */
  void checkpoint() throws IOException {
    if (!pages.hasRoomForCommit()) {
      throw new IOException("no room for a checkpoint of " + pages.dirtyBytes() + " bytes");
    }
    long position;
    gate.writeLock().lock();
    try {
      position = log.appended();
      log.awaitSynced(position);
      settings.faults().beforeCheckpoint(position);
      log.roll();
      pages.commit(position);
      pages.compactStep();
    } finally {
      gate.writeLock().unlock();
    }
    pages.sync();
    settings.faults().afterCheckpoint(position);
    log.truncate(position);
  }

  @Override
  public void close() throws IOException {
    checkpointer.close();
    try {
      if (log.failure() == null && pages.hasRoomForCommit()) {
        checkpoint();
      }
    } catch (IOException | MongoServerException e) {
      logger.warn("the last checkpoint is left to the next start: {}", e.getMessage());
    } finally {
      log.close();
      pages.close();
    }
  }
}
