package io.agencysuite.kit.mongo;

import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/// The stored shape around a domain record: `{_id, scope, v, schema, pending?, effects?, deleted?,
/// doc}`.
final class Envelope<T extends Record> {

  static final String ID = "_id";
  static final String SCOPE = "scope";
  static final String VERSION = "v";
  static final String SCHEMA = "schema";
  static final String PENDING = "pending";
  static final String DELETED = "deleted";
  static final String DOC = "doc";

  private final Class<T> type;
  private final CodecRegistry codecs;
  private final Codec<T> codec;
  private final List<Upgrade> upgrades;
  private final boolean pending;

  Envelope(Class<T> type, CodecRegistry codecs, List<Upgrade> upgrades, boolean pending) {
    this.type = type;
    this.codecs = codecs;
    this.codec = codecs.get(type);
    this.upgrades = List.copyOf(upgrades);
    this.pending = pending;
  }

  Envelope<T> pending() {
    return new Envelope<>(type, codecs, upgrades, true);
  }

  BsonDocument write(Stored<T> stored) {
    BsonDocument doc = new BsonDocument();
    codec.encode(new BsonDocumentWriter(doc), stored.value(), EncoderContext.builder().build());
    return head(stored.key(), stored.version()).append(DOC, doc);
  }

  /// The fields that a change sets.
  BsonDocument change(Stored<T> stored, @Nullable BsonArray effects) {
    BsonDocument change = write(stored);
    change.remove(ID);
    return effects == null ? change : change.append(Effects.FIELD, effects);
  }

  BsonDocument tombstone(Key key, long version) {
    return head(key, version).append(DELETED, BsonBoolean.TRUE);
  }

  Stored<T> read(BsonDocument document) {
    return new Stored<>(key(document), version(document), value(document));
  }

  Documents.Pending<T> readPending(BsonDocument document) {
    @Nullable T value = document.containsKey(DELETED) ? null : value(document);
    return new Documents.Pending<>(key(document), version(document), value);
  }

  private BsonDocument head(Key key, long version) {
    BsonDocument head =
        new BsonDocument(ID, new BsonString(key.toString()))
            .append(SCOPE, new BsonString(key.scope()))
            .append(VERSION, new BsonInt64(version))
            .append(SCHEMA, new BsonInt32(upgrades.size() + 1));
    return pending ? head.append(PENDING, new BsonInt64(version)) : head;
  }

  private static Key key(BsonDocument document) {
    return Key.parse(document.getString(ID).getValue());
  }

  private static long version(BsonDocument document) {
    return document.getNumber(VERSION).longValue();
  }

  private T value(BsonDocument document) {
    BsonDocument doc = document.getDocument(DOC);
    int schema = document.getNumber(SCHEMA).intValue();
    for (Upgrade upgrade : upgrades.subList(schema - 1, upgrades.size())) {
      doc = upgrade.apply(doc);
    }
    return Objects.requireNonNull(
        codec.decode(new BsonDocumentReader(doc), DecoderContext.builder().build()));
  }
}
