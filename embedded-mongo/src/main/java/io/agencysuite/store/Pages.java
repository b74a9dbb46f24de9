package io.agencysuite.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The page file behind the redo log: B-trees of bytes with a bounded cache. It is written at
 * checkpoints only, all maps and the log position they reflect at once.
 */
final class Pages implements AutoCloseable {

  private static final String POSITION = "position";
  private static final int COMPACT_FILL_PERCENT = 40;
  private static final int COMPACT_STEP_BYTES = 4 << 20;

  private final Path file;
  private final MVStore store;
  private final MVMap<String, String> facts;

  private Pages(Path file, MVStore store) {
    this.file = file;
    this.store = store;
    this.facts = store.openMap("facts");
  }

  static Pages open(Path directory, long cacheBytes) {
    Path file = directory.resolve("pages.mv");
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(file.toString())
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .cacheSize((int) Math.max(1, cacheBytes >> 20))
              .open();
      store.setRetentionTime(0);
      store.setVersionsToKeep(0);
      return new Pages(file, store);
    } catch (MVStoreException e) {
      throw new StoreStartException(
          "The page file " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The log position that the pages on disk reflect. */
  long position() {
    String position = facts.get(POSITION);
    return position == null ? 0 : Long.parseLong(position);
  }

  @Nullable String fact(String name) {
    return facts.get(name);
  }

  void setFact(String name, String value) {
    facts.put(name, value);
  }

  void removeFact(String name) {
    facts.remove(name);
  }

  MVMap<byte[], byte[]> documents(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>().keyType(PageTypes.BYTES).valueType(PageTypes.BYTES));
  }

  MVMap<byte[], Integer> entries(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], Integer>().keyType(PageTypes.BYTES).valueType(PageTypes.LENGTH));
  }

  void remove(String name) {
    if (store.hasMap(name)) {
      store.removeMap(name);
    }
  }

  Set<String> names() {
    return store.getMapNames();
  }

  int dirtyBytes() {
    return store.getUnsavedMemory();
  }

  int cachedBytes() {
    return store.getCacheSizeUsed() << 20;
  }

  /** Keeps the pages this read can reach from being overwritten by a checkpoint meanwhile. */
  <T extends @Nullable Object> T read(Supplier<T> reading) {
    TxCounter usage = store.registerVersionUsage();
    try {
      return reading.get();
    } finally {
      store.deregisterVersionUsage(usage);
    }
  }

  /** Writes what is dirty; nobody may change a map meanwhile, and the log is synced so far. */
  void commit(long position) {
    facts.put(POSITION, Long.toString(position));
    store.commit();
  }

  void sync() {
    store.sync();
  }

  /** Moves live pages out of sparse regions, between two commits that nobody can get between. */
  void compactStep() {
    if (store.getFileStore().getFillRate() < COMPACT_FILL_PERCENT) {
      store.sync();
      store.compact(COMPACT_FILL_PERCENT, COMPACT_STEP_BYTES);
    }
  }

  /** A checkpoint that runs out of space would end the store, so it is not begun. */
  boolean hasRoomForCommit() {
    try {
      return Files.getFileStore(file).getUsableSpace() > bytesForCommit();
    } catch (IOException e) {
      return false;
    }
  }

  long bytesForCommit() {
    return 2L * dirtyBytes() + COMPACT_STEP_BYTES;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    store.closeImmediately();
  }
}
