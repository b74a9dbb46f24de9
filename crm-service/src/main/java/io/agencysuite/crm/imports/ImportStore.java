package io.agencysuite.crm.imports;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Imports, their files while they run, and their failed rows in the store.
@Component
final class ImportStore {

  private static final String KIND = "import";
  private static final String FILE = "import-file";
  private static final String FAILURE = "import-failure";
  private static final String STATE = "doc.state";

  private final Documents<Import> imports;
  private final Documents<ImportFile> files;
  private final Documents<ImportFailure> failures;

  ImportStore(MongoDatabase database) {
    this.imports = Documents.of(database, "imports", Import.class);
    this.files = Documents.of(database, "importFiles", ImportFile.class);
    this.failures = Documents.of(database, "importFailures", ImportFailure.class);
    database.getCollection("imports").createIndex(Indexes.ascending(STATE, "_id"));
  }

  static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }

  /// Stores the file and then the import, so that a running import never lacks its file.
  Stored<Import> insertOnce(Key key, Import value, ImportFile file) {
    return imports
        .get(key)
        .orElseGet(() -> {
          files.insertOnce(sibling(key, FILE, key.id()), file);
          return imports.insertOnce(key, value);
        });
  }

  Stored<Import> require(Key key) {
    return imports.get(key).orElseThrow(() -> NotFound.resource(ImportMessages.name(key)));
  }

  Optional<ImportFile> file(Key key) {
    return files.get(sibling(key, FILE, key.id())).map(Stored::value);
  }

  /// Destroys the file; what failed is kept row by row.
  void deleteFile(Key key) {
    files.get(sibling(key, FILE, key.id())).ifPresent(files::delete);
  }

  Page<Stored<Import>> list(String tenant, String client, PageRequest page) {
    return imports.list(Key.prefix(tenant, client, KIND), null, page);
  }

  List<Stored<Import>> running(int limit) {
    return imports.find(Filters.eq(STATE, Import.State.RUNNING.name()), limit);
  }

  Stored<Import> replace(Stored<Import> current, Import next) {
    return imports.replace(current, next);
  }

  Stored<Import> update(Key key, UnaryOperator<Import> change) {
    return imports
        .updateOnce(key, "", change)
        .orElseThrow(() -> NotFound.resource(ImportMessages.name(key)));
  }

  /// Stores failed rows; those that a former try has stored stay.
  void insertFailures(Key key, List<ImportFailure> rows) {
    failures.insertAll(
        rows.stream()
            .map(row ->
                new Stored<>(
                    sibling(key, FAILURE, key.id() + ".%010d".formatted(row.line())), 1, row))
            .toList());
  }

  Page<Stored<ImportFailure>> failures(Key key, PageRequest page) {
    String prefix = Key.prefix(key.tenant(), key.client(), FAILURE) + key.id() + '.';
    return failures.list(prefix, null, page);
  }

  private static Key sibling(Key key, String kind, String id) {
    return new Key(key.tenant(), key.client(), kind, id);
  }
}
