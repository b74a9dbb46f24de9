package io.agencysuite.metrics.cost;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.metrics.keyed.KeyedStore;
import java.util.Objects;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/// Where the costs lie.
public final class CostStore {

  private CostStore() {}

  public static KeyedStore<AdCost> in(MongoDatabase database) {
    return new KeyedStore<>(database, "cost", "costs", AdCost.class, CostStore::withSource);
  }

  /// Schema 1 had no source, could not be taken back and named the day otherwise.
  private static BsonDocument withSource(BsonDocument old) {
    BsonDocument source =
        new BsonDocument("importId", new BsonString(""))
            .append("group", new BsonString(""))
            .append("level", new BsonString(""));
    BsonDocument next = old.clone();
    return next.append("day", Objects.requireNonNull(next.remove("costDate")))
        .append("source", source)
        .append("removed", BsonBoolean.FALSE);
  }
}
