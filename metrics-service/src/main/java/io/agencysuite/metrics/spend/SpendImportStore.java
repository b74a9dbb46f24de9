package io.agencysuite.metrics.spend;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Imports, their files until they have ended, their refused rows, what they changed, and the
/// places of campaigns.
public final class SpendImportStore {

  private static final String KIND = "spend-import";
  private static final String STATE = "doc.state";

  private final Documents<SpendImport> imports;
  private final Documents<SpendImportFile> files;
  private final Documents<RefusedRow> refused;
  private final Documents<SpendChange> changes;
  private final Documents<PlaceBook> places;

  public SpendImportStore(MongoDatabase database) {
    this.imports = Documents.of(database, "spendImports", SpendImport.class);
    this.files = Documents.of(database, "spendImportFiles", SpendImportFile.class);
    this.refused = Documents.of(database, "spendImportRefused", RefusedRow.class);
    this.changes = Documents.of(database, "spendImportChanges", SpendChange.class);
    this.places = Documents.of(database, "spendPlaces", PlaceBook.class);
    database.getCollection("spendImports").createIndex(Indexes.ascending(STATE, "_id"));
  }

  /// Stores the file and then the import, so that a working import never lacks its file.
  Stored<SpendImport> insertOnce(Key key, SpendImport value, SpendImportFile file) {
    return imports
        .get(key)
        .orElseGet(() -> {
          files.insertOnce(sibling(key, "file", key.id()), file);
          return imports.insertOnce(key, value);
        });
  }

  static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }

  Stored<SpendImport> require(Key key) {
    return imports
        .get(key)
        .orElseThrow(
            () -> NotFound.resource("clients/" + key.client() + "/spendImports/" + key.id()));
  }

  Page<Stored<SpendImport>> list(String tenant, String client, PageRequest page) {
    return imports.listNewestFirst(Key.prefix(tenant, client, KIND), null, page);
  }

  /// Those that a worker has to go on with, of any tenant.
  List<Stored<SpendImport>> working(int limit) {
    List<String> states =
        Arrays.stream(SpendImport.State.values())
            .filter(SpendImport.State::works)
            .map(Enum::name)
            .toList();
    return imports.find(Filters.in(STATE, states), limit);
  }

  Stored<SpendImport> replace(Stored<SpendImport> current, SpendImport next) {
    return imports.replace(current, next);
  }

  Stored<SpendImport> update(Key key, UnaryOperator<SpendImport> change) {
    return imports.updateOnce(key, "", change).orElseThrow(() -> new IllegalStateException("gone"));
  }

  String text(Key key) {
    return files
        .get(sibling(key, "file", key.id()))
        .orElseThrow(() -> new IllegalStateException("no file of import " + key.id()))
        .value()
        .text();
  }

  void deleteFile(Key key) {
    files.get(sibling(key, "file", key.id())).ifPresent(files::delete);
  }

  /// Stores refused rows; those that a former try has stored stay.
  void insertRefused(Key key, List<RefusedRow> rows) {
    refused.insertAll(
        rows.stream()
            .map(row -> new Stored<>(sibling(key, "refused", numbered(key, row.line())), 1, row))
            .toList());
  }

  Page<Stored<RefusedRow>> refused(Key key, PageRequest page) {
    return refused.list(prefix(key, "refused"), null, page);
  }

  /// Writes down what entries were, unless a former try did; answers what is written down.
  ///
  /// @param first number of the first
  List<SpendChange> insertChanges(Key key, int first, List<SpendChange> before) {
    List<Stored<SpendChange>> wanted = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      wanted.add(new Stored<>(sibling(key, "change", numbered(key, first + i)), 1, before.get(i)));
    }
    changes.insertAll(wanted);
    Map<Key, SpendChange> found = new HashMap<>();
    changes
        .getAll(wanted.stream().map(Stored::key).toList())
        .forEach(stored -> found.put(stored.key(), stored.value()));
    return wanted.stream().map(w -> found.getOrDefault(w.key(), w.value())).toList();
  }

  /// Up to so many changes, from this number on.
  List<SpendChange> changes(Key key, int first, int limit) {
    List<Key> keys =
        java.util.stream.IntStream.range(first, first + limit)
            .mapToObj(number -> sibling(key, "change", numbered(key, number)))
            .toList();
    return changes.getAll(keys).stream().map(Stored::value).toList();
  }

  PlaceBook places(String tenant, String client) {
    return places
        .get(placesKey(tenant, client))
        .map(Stored::value)
        .orElse(new PlaceBook(List.of()));
  }

  PlaceBook changePlaces(String tenant, String client, UnaryOperator<PlaceBook> change) {
    Key key = placesKey(tenant, client);
    places.insertOnce(key, new PlaceBook(List.of()));
    return places
        .updateOnce(key, "", change)
        .orElseThrow(() -> new IllegalStateException(key + " vanished"))
        .value();
  }

  private static Key placesKey(String tenant, String client) {
    return new Key(tenant, client, "spend-places", "all");
  }

  private static String prefix(Key key, String kind) {
    return Key.prefix(key.tenant(), key.client(), KIND + '-' + kind) + key.id() + '.';
  }

  private static String numbered(Key key, long number) {
    return key.id() + String.format(Locale.ROOT, ".%010d", number);
  }

  private static Key sibling(Key key, String kind, String id) {
    return new Key(key.tenant(), key.client(), KIND + '-' + kind, id);
  }
}
