package io.agencysuite.kit.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import org.bson.Document;

/// The number of times this store was restored from a backup, plus one. It leads every version that
/// leaves the store, so that a restored store never looks older than its receivers.
///
/// @param value at least 1
public record RestoreEpoch(long value) {

  private static final String ID = "restore-epoch";
  private static final String VALUE = "value";

  /// Reads the epoch; a new store begins with 1.
  public static RestoreEpoch read(MongoDatabase database) {
    return inc(database, 0L);
  }

  /// Begins the next epoch; to be called once after a restore, before any service starts.
  public static RestoreEpoch next(MongoDatabase database) {
    read(database);
    return inc(database, 1L);
  }

  private static RestoreEpoch inc(MongoDatabase database, long by) {
    var collection = database.getCollection("meta");
    Document found = collection.find(eq("_id", ID)).first();
    if (found != null && by == 0) {
      return new RestoreEpoch(found.getLong(VALUE));
    }
    Document changed =
        collection.findOneAndUpdate(
            eq("_id", ID),
            found == null ? Updates.setOnInsert(VALUE, 1L) : Updates.inc(VALUE, by),
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    return new RestoreEpoch(Objects.requireNonNull(changed).getLong(VALUE));
  }
}
