package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** A collection as the catalog and the log keep it. */
record CollectionDefinition(String namespace, long id, List<IndexSpec> indexes) {

  static CollectionDefinition of(byte[] stored) {
    Document document = Bson.decode(stored);
    if (document.get("ns") instanceof String namespace
        && document.get("id") instanceof Number id
        && document.get("indexes") instanceof List<?> indexes) {
      return new CollectionDefinition(
          namespace,
          id.longValue(),
          indexes.stream().map(index -> IndexSpec.parse((Document) index)).toList());
    }
    throw new StoreStartException("The catalog holds an unreadable entry: " + document);
  }

  byte[] stored() {
    List<Document> all = indexes.stream().map(IndexSpec::toDocument).toList();
    return Bson.encode(new Document("ns", namespace).append("id", id).append("indexes", all));
  }
}
