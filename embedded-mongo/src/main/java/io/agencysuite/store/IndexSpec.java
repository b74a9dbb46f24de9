package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an index holds, as its creator asked for it. */
record IndexSpec(
    String name,
    List<KeyPart> parts,
    boolean unique,
    boolean sparse,
    @Nullable Document partialFilter,
    @Nullable Long expireAfterSeconds) {

  static final String ID_INDEX = "_id_";
  static final IndexSpec ID =
      new IndexSpec(ID_INDEX, List.of(KeyPart.of("_id", false)), true, false, null, null);

  private static final Set<String> KNOWN =
      Set.of(
          "v",
          "key",
          "name",
          "ns",
          "unique",
          "sparse",
          "background",
          "partialFilterExpression",
          "expireAfterSeconds");
  private static final Set<String> FILTER_OPERATORS =
      Set.of("$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type", "$in");

  static IndexSpec parse(Document request) {
    for (String option : request.keySet()) {
      if (!KNOWN.contains(option)) {
        throw StoreErrors.cannotCreateIndex(
            "index option: " + option + " (the embedded store would ignore it and so refuses it)");
      }
    }
    if (!(request.get("key") instanceof Document key) || key.isEmpty()) {
      throw StoreErrors.cannotCreateIndex(
          "index key: " + request.get("key") + " (expected: a document of fields)");
    }
    if (!(request.get("name") instanceof String name) || name.isEmpty()) {
      throw StoreErrors.cannotCreateIndex(
          "index name: " + request.get("name") + " (expected: a name)");
    }
    IndexSpec spec =
        new IndexSpec(
            name,
            parts(key),
            flag(request, "unique"),
            flag(request, "sparse"),
            filter(request),
            expiry(request));
    spec.check();
    return spec;
  }

  private static List<KeyPart> parts(Document key) {
    List<KeyPart> parts = new ArrayList<>();
    for (Map.Entry<String, Object> field : key.entrySet()) {
      boolean ordered = field.getValue() instanceof Number;
      double direction = field.getValue() instanceof Number number ? number.doubleValue() : 0;
      if (!ordered || direction == 0) {
        throw StoreErrors.cannotCreateIndex(
            "index key " + field.getKey() + ": " + field.getValue() + " (expected: 1 or -1)");
      }
      if (field.getKey().contains("$") || field.getKey().isEmpty()) {
        throw StoreErrors.cannotCreateIndex(
            "index field: " + field.getKey() + " (expected: a path without wildcard)");
      }
      parts.add(KeyPart.of(field.getKey(), direction < 0));
    }
    return List.copyOf(parts);
  }

  private static boolean flag(Document request, String option) {
    return switch (request.get(option)) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      default ->
          throw StoreErrors.typeMismatch(
              option + ": " + request.get(option) + " (expected: true or false)");
    };
  }

  private static @Nullable Document filter(Document request) {
    return switch (request.get("partialFilterExpression")) {
      case null -> null;
      case Document filter -> filter;
      default -> throw StoreErrors.cannotCreateIndex("partialFilterExpression must be a document");
    };
  }

  private static @Nullable Long expiry(Document request) {
    Object value = request.get("expireAfterSeconds");
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)
        || number.doubleValue() < 0
        || number.doubleValue() > Integer.MAX_VALUE) {
      throw StoreErrors.cannotCreateIndex(
          "expireAfterSeconds: " + value + " (expected: 0.." + Integer.MAX_VALUE + ")");
    }
    return number.longValue();
  }

  private void check() {
    if (sparse && partialFilter != null) {
      throw StoreErrors.cannotCreateIndex("cannot mix partialFilterExpression and sparse options");
    }
    if (expireAfterSeconds != null && (parts.size() != 1 || isOnId())) {
      throw StoreErrors.cannotCreateIndex(
          "expireAfterSeconds on " + key() + " (expected: one field other than _id)");
    }
    if (partialFilter != null) {
      checkFilter(partialFilter);
    }
  }

  private static void checkFilter(Document filter) {
    for (Map.Entry<String, Object> field : filter.entrySet()) {
      if (field.getKey().equals("$and") && field.getValue() instanceof List<?> all) {
        all.forEach(part -> checkFilter((Document) part));
      } else if (field.getKey().startsWith("$")) {
        throw unsupportedFilter(field.getKey());
      } else if (field.getValue() instanceof Document operators) {
        for (String operator : operators.keySet()) {
          boolean refused =
              (operator.startsWith("$") && !FILTER_OPERATORS.contains(operator))
                  || (operator.equals("$exists") && !Boolean.TRUE.equals(operators.get(operator)));
          if (refused) {
            throw unsupportedFilter(operator);
          }
        }
      }
    }
  }

  private static RuntimeException unsupportedFilter(String operator) {
    return StoreErrors.cannotCreateIndex(
        "partialFilterExpression operator: "
            + operator
            + " (expected: $and, $eq, $in, $exists: true, $gt, $gte, $lt, $lte, $type)");
  }

  boolean isOnId() {
    return parts.size() == 1 && parts.getFirst().path().equals("_id");
  }

  Document key() {
    Document key = new Document();
    parts.forEach(part -> key.put(part.path(), part.direction()));
    return key;
  }

  boolean hasSameOptions(IndexSpec other) {
    return unique == other.unique
        && sparse == other.sparse
        && Objects.equals(partialFilter, other.partialFilter)
        && Objects.equals(expireAfterSeconds, other.expireAfterSeconds);
  }

  Document toDocument() {
    Document document = new Document("v", 2).append("key", key()).append("name", name);
    if (unique && !isOnId()) {
      document.put("unique", true);
    }
    if (sparse) {
      document.put("sparse", true);
    }
    document.putIfNotNull("partialFilterExpression", partialFilter);
    document.putIfNotNull("expireAfterSeconds", expireAfterSeconds);
    return document;
  }
}
