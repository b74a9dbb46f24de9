package io.agencysuite.kit.mongo;

import org.bson.BsonDocument;

/// Turns the stored shape of one schema into that of the next, so that old documents stay readable.
@FunctionalInterface
public interface Upgrade {

  /// @param document the `doc` part as it was stored
  BsonDocument apply(BsonDocument document);
}
