package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Which collections and indexes there are. Changes come one at a time. */
final class Catalog {

  private static final String LAST_ID = "last_collection";

  private final Pages pages;
  private final MVMap<byte[], byte[]> definitions;
  private final Map<String, StoredCollection> byNamespace = new ConcurrentHashMap<>();
  private final Map<Long, StoredCollection> byId = new ConcurrentHashMap<>();

  Catalog(Pages pages) {
    this.pages = pages;
    this.definitions = pages.documents("catalog");
    for (byte[] definition : definitions.values()) {
      load(CollectionDefinition.of(definition));
    }
  }

  @Nullable StoredCollection find(String namespace) {
    return byNamespace.get(namespace);
  }

  StoredCollection get(long id) {
    StoredCollection collection = byId.get(id);
    if (collection == null) {
      throw new StoreStartException("The log names collection " + id + ", which does not exist.");
    }
    return collection;
  }

  List<StoredCollection> all() {
    return List.copyOf(byNamespace.values());
  }

  /** A collection with a fresh id that nobody can see yet. */
  StoredCollection prepare(String namespace) {
    String last = pages.fact(LAST_ID);
    long id = last == null ? 1 : Long.parseLong(last) + 1;
    pages.setFact(LAST_ID, Long.toString(id));
    return new StoredCollection(namespace, id, pages);
  }

  void add(StoredCollection collection) {
    byNamespace.put(collection.namespace(), collection);
    byId.put(collection.id(), collection);
    save(collection);
  }

  void addIndex(StoredCollection collection, StoredIndex index) {
    List<StoredIndex> indexes = new ArrayList<>(collection.indexes());
    indexes.add(index);
    collection.setIndexes(indexes);
    save(collection);
  }

  void dropIndex(StoredCollection collection, IndexSpec spec) {
    List<StoredIndex> kept = new ArrayList<>();
    for (StoredIndex index : collection.indexes()) {
      if (!index.spec().name().equals(spec.name())) {
        kept.add(index);
      }
    }
    collection.setIndexes(kept);
    save(collection);
    pages.remove(StoredIndex.mapName(collection.id(), spec.name()));
    pages.removeFact(StoredIndex.mapName(collection.id(), spec.name()));
  }

  void drop(StoredCollection collection) {
    collection.markDropped();
    byNamespace.remove(collection.namespace(), collection);
    byId.remove(collection.id());
    definitions.remove(KeyEncoder.encode(collection.id()));
    pages.remove(StoredCollection.mapName(collection.id()));
    collection.indexes().forEach(StoredIndex::discard);
  }

  /** Replays a definition: the collection afterwards has exactly these indexes. */
  void apply(CollectionDefinition definition) {
    StoredCollection collection = byId.get(definition.id());
    if (collection == null) {
      pages.setFact(LAST_ID, Long.toString(definition.id()));
      collection = new StoredCollection(definition.namespace(), definition.id(), pages);
      add(collection);
    }
    for (IndexSpec spec : collection.specs()) {
      if (!definition.indexes().contains(spec)) {
        dropIndex(collection, spec);
      }
    }
    for (IndexSpec spec : definition.indexes()) {
      if (!collection.specs().contains(spec)) {
        addIndex(collection, buildIndex(collection, spec, () -> {}));
      }
    }
  }

  /** Fills a new index from the documents there are; fails when they break its uniqueness. */
  StoredIndex buildIndex(StoredCollection collection, IndexSpec spec, Runnable afterDocument) {
    String mapName = StoredIndex.mapName(collection.id(), spec.name());
    pages.remove(mapName);
    pages.removeFact(mapName);
    StoredIndex index = new StoredIndex(spec, collection.id(), pages);
    try {
      return pages.read(() -> fill(index, collection, afterDocument));
    } catch (RuntimeException e) {
      index.discard();
      throw e;
    }
  }

  private static StoredIndex fill(
      StoredIndex index, StoredCollection collection, Runnable afterDocument) {
    Cursor<byte[], byte[]> cursor = collection.documents().cursor(null);
    while (cursor.hasNext()) {
      byte[] key = cursor.next();
      Document document = Bson.decode(cursor.getValue());
      IndexEntries entries = index.entriesOf(document);
      if (index.conflict(entries, key) != null) {
        throw DuplicateKeyError.of(collection.namespace(), index.spec(), document);
      }
      index.add(entries, key);
      afterDocument.run();
    }
    return index;
  }

  private void load(CollectionDefinition definition) {
    StoredCollection collection =
        new StoredCollection(definition.namespace(), definition.id(), pages);
    collection.setIndexes(
        definition.indexes().stream()
            .map(spec -> new StoredIndex(spec, definition.id(), pages))
            .toList());
    byNamespace.put(collection.namespace(), collection);
    byId.put(collection.id(), collection);
  }

  private void save(StoredCollection collection) {
    definitions.put(
        KeyEncoder.encode(collection.id()), collection.definition(collection.specs()).stored());
  }
}
