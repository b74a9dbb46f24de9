package io.agencysuite.kit.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.List;
import org.bson.BsonDocument;

/// Unordered insertion that treats taken keys as an answer, not as a failure.
final class BulkInsert {

  private BulkInsert() {}

  static List<Key> insert(MongoCollection<BsonDocument> collection, List<BsonDocument> documents) {
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
          .map(i -> Key.parse(documents.get(i).getString(Envelope.ID).getValue()))
          .toList();
    }
  }
}
