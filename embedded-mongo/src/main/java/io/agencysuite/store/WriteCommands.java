package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.agencysuite.store.Updater.Change;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** insert, update, delete, findAndModify. */
final class WriteCommands {

  private static final int MAX_BATCH = 100_000;
  private static final Set<String> OFF = Set.of("collation", "let", "bypassDocumentValidation");

  private final Storage storage;
  private final Updater updater;

  WriteCommands(Storage storage, Reader reader) {
    this.storage = storage;
    this.updater = new Updater(storage, reader);
  }

  Document insert(Request request) {
    request.accept(Set.of("documents", "ordered"), OFF);
    List<Document> documents = batch(request, "documents");
    StoredCollection collection = storage.findOrCreate(request.namespace());
    WriteOutcome outcome = new WriteOutcome(request.flag("ordered", true));
    for (int i = 0; i < documents.size() && outcome.goesOn(); i++) {
      Document document = documents.get(i);
      outcome.attempt(
          i,
          () -> {
            Document prepared = NewDocument.prepare(document);
            storage.change(
                collection,
                () -> {
                  storage.insert(collection, prepared);
                  return null;
                });
            outcome.count(1);
          });
    }
    return outcome.reply();
  }

  Document update(Request request) {
    request.accept(Set.of("updates", "ordered"), OFF);
    List<Document> updates = batch(request, "updates");
    WriteOutcome outcome = new WriteOutcome(request.flag("ordered", true));
    outcome.countModified(0);
    for (int i = 0; i < updates.size() && outcome.goesOn(); i++) {
      int index = i;
      Document statement = updates.get(i);
      outcome.attempt(index, () -> updateOne(request, statement, index, outcome));
    }
    return outcome.reply();
  }

  private void updateOne(Request request, Document statement, int index, WriteOutcome outcome) {
    Request each =
        new Request(request.database(), "update", statement)
            .accept(
                Set.of("q", "u", "multi", "upsert", "arrayFilters", "hint"), Set.of("collation"));
    Document filter = each.documentOrEmpty("q");
    Document update = updateDocument(statement, "u");
    List<?> filters = filters(each);
    boolean multi = each.flag("multi", false);
    boolean upsert = each.flag("upsert", false);
    if (multi && !FieldCondition.isOperators(update)) {
      throw StoreErrors.failedToParse("multi update is not supported for replacement-style update");
    }
    StoredCollection collection = target(request.namespace(), upsert);
    if (collection == null) {
      return;
    }
    Query query = new Query(filter, List.of(), 0, 0, null, ReadCommands.hint(each), 0);
    Function<Match, Change> change =
        match -> updater.update(collection, match, filter, update, filters);
    List<Change> changes = multi ? updater.changeAll(collection, query, change) : List.of();
    if (multi) {
      outcome.count(changes.size());
      outcome.countModified((int) changes.stream().filter(Change::modified).count());
    }
    if (!multi || (changes.isEmpty() && upsert)) {
      Change done =
          updater.changeFirst(
              collection,
              query,
              change,
              _ -> upsert ? updater.upsert(collection, filter, update, filters) : null);
      report(done, index, outcome);
    }
  }

  private static void report(@Nullable Change done, int index, WriteOutcome outcome) {
    if (done != null) {
      outcome.count(1);
      outcome.countModified(done.modified() ? 1 : 0);
      if (done.before() == null) {
        outcome.upserted(index, Objects.requireNonNull(done.after()).get("_id"));
      }
    }
  }

  Document delete(Request request) {
    request.accept(Set.of("deletes", "ordered"), OFF);
    List<Document> deletes = batch(request, "deletes");
    WriteOutcome outcome = new WriteOutcome(request.flag("ordered", true));
    for (int i = 0; i < deletes.size() && outcome.goesOn(); i++) {
      Document statement = deletes.get(i);
      outcome.attempt(i, () -> deleteOne(request, statement, outcome));
    }
    return outcome.reply();
  }

  private void deleteOne(Request request, Document statement, WriteOutcome outcome) {
    Request each =
        new Request(request.database(), "delete", statement)
            .accept(Set.of("q", "limit", "hint"), Set.of("collation"));
    Query query =
        new Query(each.documentOrEmpty("q"), List.of(), 0, 0, null, ReadCommands.hint(each), 0);
    StoredCollection collection = target(request.namespace(), false);
    if (collection == null) {
      return;
    }
    Function<Match, Change> change = match -> updater.delete(collection, match);
    if (each.count("limit", 0) == 0) {
      outcome.count(updater.changeAll(collection, query, change).size());
    } else if (updater.changeFirst(collection, query, change, _ -> null) != null) {
      outcome.count(1);
    }
  }

  Document findAndModify(Request request) {
    request.accept(
        Set.of(
            "query", "sort", "remove", "update", "new", "fields", "upsert", "arrayFilters", "hint"),
        OFF);
    Document filter = request.documentOrEmpty("query");
    boolean remove = request.flag("remove", false);
    boolean upsert = request.flag("upsert", false);
    if (remove == request.body().containsKey("update") || (remove && upsert)) {
      throw StoreErrors.failedToParse("findAndModify: expected either remove or update");
    }
    Query query =
        new Query(
            filter,
            Query.sort(request.document("sort")),
            0,
            0,
            null,
            ReadCommands.hint(request),
            0);
    StoredCollection collection = target(request.namespace(), upsert);
    if (collection == null) {
      return FoundAndModified.reply(request, null, remove);
    }
    if (remove) {
      Change done =
          updater.changeFirst(
              collection, query, match -> updater.delete(collection, match), _ -> null);
      return FoundAndModified.reply(request, done, true);
    }
    Document update = updateDocument(request.body(), "update");
    List<?> filters = filters(request);
    Change done =
        updater.changeFirst(
            collection,
            query,
            match -> updater.update(collection, match, filter, update, filters),
            _ -> upsert ? updater.upsert(collection, filter, update, filters) : null);
    return FoundAndModified.reply(request, done, false);
  }

  private @Nullable StoredCollection target(String namespace, boolean create) {
    return create ? storage.findOrCreate(namespace) : storage.catalog().find(namespace);
  }

  private static List<Document> batch(Request request, String field) {
    List<Document> batch = request.documents(field);
    if (batch.isEmpty() || batch.size() > MAX_BATCH) {
      throw new MongoServerError(
          16,
          "InvalidLength",
          request.command() + " batch size: " + batch.size() + " (expected: 1.." + MAX_BATCH + ")");
    }
    return batch;
  }

  private static Document updateDocument(Document statement, String field) {
    return switch (statement.get(field)) {
      case Document update -> update;
      case List<?> _ -> throw StoreErrors.notSupported("pipeline-style update");
      case null, default ->
          throw StoreErrors.failedToParse(
              field + ": " + statement.get(field) + " (expected: an update or a document)");
    };
  }

  private static List<?> filters(Request request) {
    return request.body().containsKey("arrayFilters")
        ? request.documents("arrayFilters")
        : List.of();
  }
}
