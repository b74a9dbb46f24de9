package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;

/** Gives a document that is about to be stored its `_id`, in first place. */
final class NewDocument {

  private NewDocument() {}

  static Document prepare(Document document) {
    Object id = document.containsKey("_id") ? document.get("_id") : new ObjectId();
    if (id instanceof Collection || id instanceof BsonRegularExpression) {
      throw new MongoServerError(
          53, "InvalidIdField", "_id: " + id + " (expected: neither an array nor a regex)");
    }
    if (!document.isEmpty() && document.keySet().iterator().next().equals("_id")) {
      return document;
    }
    Document ordered = new Document("_id", id);
    document.forEach(ordered::putIfAbsent);
    return ordered;
  }
}
