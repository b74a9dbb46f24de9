package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command as it came in; reading its fields checks their types. */
record Request(String database, String command, Document body) {

  private static final Set<String> GENERIC =
      Set.of(
          "$db",
          "$readPreference",
          "$clusterTime",
          "apiVersion",
          "comment",
          "maxTimeMS",
          "readConcern",
          "writeConcern");
  private static final Set<String> SESSION =
      Set.of("lsid", "txnNumber", "startTransaction", "autocommit");

  static Request of(Document body) {
    String command = body.keySet().iterator().next();
    if (!(body.get("$db") instanceof String database) || database.isEmpty()) {
      throw StoreErrors.failedToParse("$db: " + body.get("$db") + " (expected: a database name)");
    }
    return new Request(database, command, body);
  }

  /** Refuses what the command would have to ignore. */
  Request accept(Set<String> fields, Set<String> onlyWhenOff) {
    for (Map.Entry<String, Object> field : body.entrySet()) {
      String name = field.getKey();
      if (SESSION.contains(name)) {
        throw StoreErrors.illegalOperation(
            name + ": sessions and transactions are not supported by the embedded store");
      }
      boolean known = name.equals(command) || GENERIC.contains(name) || fields.contains(name);
      boolean off = onlyWhenOff.contains(name) && isOff(field.getValue());
      if (!known && !off) {
        throw StoreErrors.unknownField(command, name);
      }
    }
    Concerns.check(this);
    return this;
  }

  Request accept(String... fields) {
    return accept(Set.of(fields), Set.of());
  }

  private static boolean isOff(@Nullable Object value) {
    return value == null
        || Boolean.FALSE.equals(value)
        || (value instanceof Document document && document.isEmpty());
  }

  String collection() {
    if (!(body.get(command) instanceof String name) || name.isEmpty() || name.contains("$")) {
      throw StoreErrors.invalidNamespace(
          "collection: " + body.get(command) + " (expected: a collection name)");
    }
    return name;
  }

  String namespace() {
    return database + "." + collection();
  }

  @Nullable Document document(String field) {
    return switch (body.get(field)) {
      case null -> null;
      case Document document -> document;
      default -> throw mismatch(field, "a document");
    };
  }

  Document documentOrEmpty(String field) {
    Document document = document(field);
    return document == null ? new Document() : document;
  }

  @SuppressWarnings("unchecked")
  List<Document> documents(String field) {
    if (body.get(field) instanceof List<?> list
        && list.stream().allMatch(each -> each instanceof Document)) {
      return (List<Document>) list;
    }
    throw mismatch(field, "an array of documents");
  }

  boolean flag(String field, boolean absent) {
    return switch (body.get(field)) {
      case null -> absent;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      default -> throw mismatch(field, "true or false");
    };
  }

  int count(String field, int absent) {
    return switch (body.get(field)) {
      case null -> absent;
      case Number number
          when number.doubleValue() >= 0
              && number.doubleValue() <= Integer.MAX_VALUE
              && number.doubleValue() == Math.rint(number.doubleValue()) ->
          number.intValue();
      default -> throw mismatch(field, "0.." + Integer.MAX_VALUE);
    };
  }

  @Nullable String text(String field) {
    return switch (body.get(field)) {
      case null -> null;
      case String text -> text;
      default -> throw mismatch(field, "a string");
    };
  }

  private RuntimeException mismatch(String field, String expected) {
    return StoreErrors.typeMismatch(
        command + "." + field + ": " + body.get(field) + " (expected: " + expected + ")");
  }
}
