package io.agencysuite.kit.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.Document;

/// Unordered insertion that treats taken keys as an answer, not as a failure.
final class BulkInsert {

  private BulkInsert() {}

  static List<Key> insert(MongoCollection<BsonDocument> collection, List<BsonDocument> documents) {
    return insert(collection, documents, d -> d.getString(Envelope.ID).getValue());
  }

  static List<Key> insertDocuments(MongoCollection<Document> collection, List<Document> documents) {
    return insert(collection, documents, d -> d.getString(Envelope.ID));
  }

  private static <D> List<Key> insert(
      MongoCollection<D> collection, List<D> documents, Function<D, String> id) {
    if (documents.isEmpty()) {
      return List.of();
    }
    try {
      collection.insertMany(documents, new InsertManyOptions().ordered(false));
      return List.of();
    } catch (MongoBulkWriteException e) {
      boolean onlyTaken =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream()
                  .allMatch(
                      w -> ErrorCategory.fromErrorCode(w.getCode()) == ErrorCategory.DUPLICATE_KEY);
      if (!onlyTaken) {
        throw e;
      }
      return e.getWriteErrors().stream()
          .map(BulkWriteError::getIndex)
          .map(i -> Key.parse(id.apply(documents.get(i))))
          .toList();
    }
  }
}
