package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** Another document already holds a unique key. */
final class DuplicateKeyError extends MongoServerError {

  private static final long serialVersionUID = 1L;

  private final transient Document keyPattern;
  private final transient Document keyValue;

  private DuplicateKeyError(String message, Document keyPattern, Document keyValue) {
    super(StoreErrors.DUPLICATE_KEY, "DuplicateKey", message);
    this.keyPattern = keyPattern;
    this.keyValue = keyValue;
  }

  static DuplicateKeyError of(String namespace, IndexSpec spec, Document document) {
    Document keyValue = new Document();
    for (KeyPart part : spec.parts()) {
      Object value = FieldValues.of(document, part).values().getFirst();
      keyValue.put(part.path(), value instanceof KeyEncoder.EmptyArray ? null : value);
    }
    String message =
        "E11000 duplicate key error collection: "
            + namespace
            + " index: "
            + spec.name()
            + " dup key: "
            + Json.toJsonValue(keyValue, true, "{ ", " }");
    return new DuplicateKeyError(message, spec.key(), keyValue);
  }

  Document keyPattern() {
    return keyPattern;
  }

  Document keyValue() {
    return keyValue;
  }
}
