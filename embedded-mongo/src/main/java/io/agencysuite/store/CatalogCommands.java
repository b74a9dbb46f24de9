package io.agencysuite.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collections and indexes: create, drop, list. */
final class CatalogCommands {

  private static final Set<String> CREATE_WHEN_OFF =
      Set.of(
          "capped",
          "autoIndexId",
          "size",
          "max",
          "storageEngine",
          "validator",
          "collation",
          "viewOn",
          "pipeline",
          "timeseries",
          "expireAfterSeconds",
          "clusteredIndex");

  private final Storage storage;
  private final Cursors cursors;

  CatalogCommands(Storage storage, Cursors cursors) {
    this.storage = storage;
    this.cursors = cursors;
  }

  Document create(Request request) {
    request.accept(Set.of(), CREATE_WHEN_OFF);
    String namespace = request.namespace();
    storage.define(() -> {
      if (storage.catalog().find(namespace) != null) {
        throw StoreErrors.namespaceExists(namespace);
      }
      return storage.create(namespace);
    });
    return Replies.ok();
  }

  Document drop(Request request) {
    request.accept();
    dropIfThere(request.namespace());
    return Replies.ok(new Document("ns", request.namespace()));
  }

  Document dropDatabase(Request request) {
    request.accept();
    String prefix = request.database() + ".";
    for (StoredCollection collection : storage.catalog().all()) {
      if (collection.namespace().startsWith(prefix)) {
        dropIfThere(collection.namespace());
      }
    }
    return Replies.ok(new Document("dropped", request.database()));
  }

  private void dropIfThere(String namespace) {
    storage.define(() -> {
      StoredCollection collection = storage.catalog().find(namespace);
      if (collection != null) {
        storage.drop(collection);
      }
      return null;
    });
  }

  Document listDatabases(Request request) {
    request.accept("nameOnly", "filter", "authorizedDatabases");
    TreeSet<String> names = new TreeSet<>();
    for (StoredCollection collection : storage.catalog().all()) {
      names.add(collection.namespace().substring(0, collection.namespace().indexOf('.')));
    }
    List<Document> databases =
        names.stream()
            .map(name -> new Document("name", name).append("empty", false))
            .filter(each -> matches(each, request.document("filter")))
            .toList();
    return Replies.ok(new Document("databases", databases));
  }

  Document listCollections(Request request) {
    request.accept("filter", "nameOnly", "cursor", "authorizedCollections");
    String prefix = request.database() + ".";
    List<RawDocument> rows =
        storage.catalog().all().stream()
            .map(StoredCollection::namespace)
            .filter(namespace -> namespace.startsWith(prefix))
            .sorted()
            .map(namespace -> describe(namespace.substring(prefix.length())))
            .filter(each -> matches(each, request.document("filter")))
            .map(each -> new RawDocument(Bson.encode(each)))
            .toList();
    return cursors.open(
        prefix + "$cmd.listCollections", new ListedResults(rows), Integer.MAX_VALUE, true);
  }

  private static Document describe(String name) {
    return new Document("name", name)
        .append("type", "collection")
        .append("options", new Document())
        .append("info", new Document("readOnly", false))
        .append("idIndex", IndexSpec.ID.toDocument());
  }

  private static boolean matches(Document row, @Nullable Document filter) {
    return filter == null || new DefaultQueryMatcher().matches(row, filter);
  }

  Document listIndexes(Request request) {
    request.accept("cursor");
    StoredCollection collection = existing(request.namespace());
    List<RawDocument> rows = new ArrayList<>();
    rows.add(new RawDocument(Bson.encode(IndexSpec.ID.toDocument())));
    for (IndexSpec spec : collection.specs()) {
      rows.add(new RawDocument(Bson.encode(spec.toDocument())));
    }
    return cursors.open(request.namespace(), new ListedResults(rows), Integer.MAX_VALUE, true);
  }

  Document createIndexes(Request request) {
    request.accept("indexes");
    List<IndexSpec> wanted = request.documents("indexes").stream().map(IndexSpec::parse).toList();
    boolean created = storage.catalog().find(request.namespace()) == null;
    StoredCollection collection = storage.findOrCreate(request.namespace());
    int before = collection.indexes().size() + 1;
    for (IndexSpec spec : wanted) {
      storage.define(() -> {
        if (isNew(collection, spec)) {
          storage.addIndex(collection, spec);
        }
        return null;
      });
    }
    return Replies.ok(
        new Document("numIndexesBefore", before)
            .append("numIndexesAfter", collection.indexes().size() + 1)
            .append("createdCollectionAutomatically", created));
  }

  private static boolean isNew(StoredCollection collection, IndexSpec spec) {
    if (collection.isDropped()) {
      throw StoreErrors.namespaceNotFound(collection.namespace());
    }
    if (spec.isOnId()) {
      boolean plain = !spec.sparse() && spec.partialFilter() == null;
      if (plain && !spec.parts().getFirst().descending()) {
        return false;
      }
      throw StoreErrors.cannotCreateIndex("options of the _id index: " + spec.toDocument());
    }
    for (IndexSpec existing : collection.specs()) {
      boolean sameName = existing.name().equals(spec.name());
      boolean sameKey = existing.key().equals(spec.key());
      if (sameName && (!sameKey || !existing.hasSameOptions(spec))) {
        throw StoreErrors.indexKeySpecsConflict(
            "index " + spec.toDocument() + " (there is already: " + existing.toDocument() + ")");
      }
      if (!sameName && sameKey && Objects.equals(existing.partialFilter(), spec.partialFilter())) {
        throw StoreErrors.indexOptionsConflict(
            "index key " + spec.key() + " exists already under the name " + existing.name());
      }
      if (sameName) {
        return false;
      }
    }
    return true;
  }

  Document dropIndexes(Request request) {
    request.accept("index");
    StoredCollection collection = existing(request.namespace());
    int before = collection.indexes().size() + 1;
    List<IndexSpec> doomed = doomed(collection, request.body().get("index"));
    for (IndexSpec spec : doomed) {
      storage.define(() -> {
        storage.dropIndex(collection, spec);
        return null;
      });
    }
    return Replies.ok(new Document("nIndexesWas", before));
  }

  private static List<IndexSpec> doomed(StoredCollection collection, @Nullable Object wanted) {
    if ("*".equals(wanted)) {
      return collection.specs();
    }
    Collection<?> names =
        wanted instanceof Collection<?> all ? all : List.of(String.valueOf(wanted));
    if (wanted instanceof Document key) {
      names =
          collection.specs().stream()
              .filter(spec -> spec.key().keySet().equals(key.keySet()))
              .map(IndexSpec::name)
              .toList();
    }
    List<IndexSpec> doomed = new ArrayList<>();
    for (Object name : names) {
      if (IndexSpec.ID_INDEX.equals(name)) {
        throw StoreErrors.invalidOptions("cannot drop _id index");
      }
      doomed.add(
          collection.specs().stream()
              .filter(spec -> spec.name().equals(name))
              .min(Comparator.comparing(IndexSpec::name))
              .orElseThrow(() -> StoreErrors.indexNotFound(String.valueOf(name))));
    }
    if (doomed.isEmpty()) {
      throw StoreErrors.indexNotFound(String.valueOf(wanted));
    }
    return doomed;
  }

  private StoredCollection existing(String namespace) {
    StoredCollection collection = storage.catalog().find(namespace);
    if (collection == null) {
      throw StoreErrors.namespaceNotFound(namespace);
    }
    return collection;
  }
}
