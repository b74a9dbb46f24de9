package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** find, count, distinct, explain. */
final class ReadCommands {

  private static final Set<String> FIND_FIELDS =
      Set.of(
          "filter",
          "sort",
          "projection",
          "skip",
          "limit",
          "batchSize",
          "singleBatch",
          "hint",
          "noCursorTimeout",
          "allowDiskUse");
  private static final Set<String> FIND_WHEN_OFF =
      Set.of(
          "allowPartialResults",
          "tailable",
          "awaitData",
          "oplogReplay",
          "returnKey",
          "showRecordId",
          "collation",
          "let",
          "min",
          "max");

  private final Catalog catalog;
  private final Reader reader;
  private final Cursors cursors;

  ReadCommands(Catalog catalog, Reader reader, Cursors cursors) {
    this.catalog = catalog;
    this.reader = reader;
    this.cursors = cursors;
  }

  Document find(Request request) {
    Query query = findQuery(request);
    StoredCollection collection = catalog.find(request.namespace());
    Results results =
        collection == null ? new ListedResults(List.of()) : reader.open(collection, query);
    return cursors.open(
        request.namespace(),
        results,
        Cursors.firstBatch(request),
        request.flag("singleBatch", false));
  }

  Document count(Request request) {
    request.accept(Set.of("query", "skip", "limit", "hint"), Set.of("collation"));
    Query query =
        new Query(
            request.documentOrEmpty("query"),
            List.of(),
            request.count("skip", 0),
            request.count("limit", 0),
            null,
            hint(request),
            request.count("maxTimeMS", 0));
    StoredCollection collection = catalog.find(request.namespace());
    long count = collection == null ? 0 : reader.count(collection, query);
    return Replies.ok(
        count <= Integer.MAX_VALUE ? new Document("n", (int) count) : new Document("n", count));
  }

  Document distinct(Request request) {
    request.accept(Set.of("key", "query", "hint"), Set.of("collation"));
    String key = request.text("key");
    if (key == null) {
      throw StoreErrors.failedToParse("distinct.key: null (expected: a field)");
    }
    KeyPart part = KeyPart.of(key, false);
    Map<byte[], @Nullable Object> values = new TreeMap<>(Arrays::compareUnsigned);
    StoredCollection collection = catalog.find(request.namespace());
    if (collection != null) {
      reader.forEach(
          collection,
          Query.of(request.documentOrEmpty("query")),
          match -> {
            for (Object value : FieldValues.of(match.document(), part).presentValues()) {
              values.putIfAbsent(KeyEncoder.encode(value), value);
            }
            return true;
          });
    }
    return Replies.ok(new Document("values", new ArrayList<>(values.values())));
  }

  Document explain(Request request) {
    request.accept("verbosity");
    Document inner = request.documentOrEmpty("explain");
    if (!inner.containsKey("find")) {
      throw StoreErrors.notSupported("explain of " + inner.keySet() + " (expected: find)");
    }
    Request find = new Request(request.database(), "find", inner);
    Query query = findQuery(find);
    StoredCollection collection = catalog.find(find.namespace());
    if (collection == null) {
      return Replies.ok(
          new Document("queryPlanner", new Document("winningPlan", new Document("stage", "EOF"))));
    }
    Plan plan = reader.plan(collection, query);
    Scan scan = reader.scan(collection, query, plan);
    Results results =
        plan.sorted() ? new StreamedResults(scan, query) : new SortedResults(scan, query);
    long returned = 0;
    while (!results.isDone()) {
      returned += results.next(Integer.MAX_VALUE).size();
    }
    return Replies.ok(
        new Document("queryPlanner", new Document("winningPlan", plan.explain()))
            .append(
                "executionStats",
                new Document("nReturned", returned)
                    .append("totalKeysExamined", scan.keysExamined())
                    .append("totalDocsExamined", scan.documentsExamined())));
  }

  private static Query findQuery(Request request) {
    request.accept(FIND_FIELDS, FIND_WHEN_OFF);
    return new Query(
        request.documentOrEmpty("filter"),
        Query.sort(request.document("sort")),
        request.count("skip", 0),
        request.count("limit", 0),
        request.document("projection"),
        hint(request),
        request.count("maxTimeMS", 0));
  }

  /** A hint by name, or by key in the way index names are made. */
  static @Nullable String hint(Request request) {
    return switch (request.body().get("hint")) {
      case null -> null;
      case String name -> name;
      case Document key -> {
        StringBuilder name = new StringBuilder();
        key.forEach((field, direction) ->
            name.append(name.isEmpty() ? "" : "_")
                .append(field)
                .append('_')
                .append(((Number) direction).intValue()));
        yield name.toString().equals("_id_1") ? IndexSpec.ID_INDEX : name.toString();
      }
      default -> throw StoreErrors.typeMismatch("hint: " + request.body().get("hint"));
    };
  }
}
