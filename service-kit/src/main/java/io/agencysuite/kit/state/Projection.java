package io.agencysuite.kit.state;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.agencysuite.kit.mongo.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/// A plain copy of another service's aggregates: a state replaces the stored one only if it is
/// newer by (epoch, version), so that lost, repeated and reordered messages do no harm.
public final class Projection<T extends Record> {

  private static final String ID = "_id";
  private static final String EPOCH = "epoch";
  private static final String VERSION = "version";
  private static final String DELETED = "deleted";
  private static final String DOC = "doc";

  private final MongoCollection<BsonDocument> collection;
  private final Codec<T> codec;

  public Projection(MongoDatabase database, String collection, Class<T> type) {
    this.collection = database.getCollection(collection, BsonDocument.class);
    this.codec = database.getCodecRegistry().get(type);
  }

  /// Stores the state unless a newer one, or the same, is there.
  ///
  /// @param value null for a tombstone
  /// @return true if it was newer
  public boolean put(Key key, long epoch, long version, @Nullable T value) {
    BsonDocument document =
        new BsonDocument(ID, new BsonString(key.toString()))
            .append(EPOCH, new BsonInt64(epoch))
            .append(VERSION, new BsonInt64(version));
    if (value == null) {
      document.append(DELETED, BsonBoolean.TRUE);
    } else {
      BsonDocument doc = new BsonDocument();
      codec.encode(new BsonDocumentWriter(doc), value, EncoderContext.builder().build());
      document.append(DOC, doc);
    }
    var older = or(lt(EPOCH, epoch), and(eq(EPOCH, epoch), lt(VERSION, version)));
    try {
      collection.replaceOne(
          and(eq(ID, key.toString()), older), document, new ReplaceOptions().upsert(true));
      return true;
    } catch (MongoWriteException e) {
      // The upsert found no older state and its key taken: what is stored is not older.
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  public Optional<T> get(Key key) {
    return Optional.ofNullable(
            collection.find(and(eq(ID, key.toString()), exists(DELETED, false))).first())
        .map(this::read);
  }

  /// Up to `limit` states whose key begins with the prefix, in key order.
  public List<T> list(String prefix, int limit) {
    return collection
        .find(and(gt(ID, prefix), lt(ID, prefix + '\uffff'), exists(DELETED, false)))
        .sort(Sorts.ascending(ID))
        .limit(limit)
        .map(this::read)
        .into(new ArrayList<>());
  }

  private T read(BsonDocument document) {
    return codec.decode(
        new BsonDocumentReader(document.getDocument(DOC)), DecoderContext.builder().build());
  }
}
