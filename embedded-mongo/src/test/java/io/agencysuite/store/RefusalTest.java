package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedded store cannot do, it says. */
class RefusalTest {

  @RegisterExtension final MongoUnderTest mongo = new MongoUnderTest();

  @BeforeEach
  void fill() {
    mongo.collection().insertOne(new Document("_id", 1).append("a", "x"));
  }

  private MongoCommandException refusal(String command) {
    MongoCommandException refusal =
        catchThrowableOfType(
            MongoCommandException.class,
            () -> mongo.database().runCommand(Document.parse(command)));
    assertThat(refusal).as(command).isNotNull();
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{key: {a: 'text'}, name: 'i'}",
        "{key: {a: 'hashed'}, name: 'i'}",
        "{key: {a: '2dsphere'}, name: 'i'}",
        "{key: {'$**': 1}, name: 'i'}",
        "{key: {a: 0}, name: 'i'}",
        "{key: {}, name: 'i'}",
        "{key: {a: 1}}",
        "{key: {a: 1}, name: 'i', collation: {locale: 'de'}}",
        "{key: {a: 1}, name: 'i', hidden: true}",
        "{key: {a: 1}, name: 'i', weights: {a: 1}}",
        "{key: {a: 1}, name: 'i', sparse: true, partialFilterExpression: {a: 1}}",
        "{key: {a: 1}, name: 'i', partialFilterExpression: {a: {$ne: 1}}}",
        "{key: {a: 1}, name: 'i', partialFilterExpression: {$or: [{a: 1}]}}",
        "{key: {a: 1, b: 1}, name: 'i', expireAfterSeconds: 5}",
        "{key: {a: 1}, name: 'i', expireAfterSeconds: -1}",
        "{key: {_id: 1}, name: 'i', sparse: true}"
      })
  void refusesIndexesItWouldIgnore(String index) {
    assertThat(refusal("{createIndexes: 'docs', indexes: [" + index + "]}").getErrorCode())
        .isEqualTo(67);
    assertThat(mongo.collection().listIndexes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{find: 'docs', collation: {locale: 'de'}}",
        "{find: 'docs', tailable: true}",
        "{find: 'docs', somethingNew: 1}",
        "{find: 'docs', readConcern: {level: 'snapshot'}}",
        "{find: 'docs', readConcern: {level: 'linearizable'}}",
        "{find: 'docs', sort: {a: 'up'}}",
        "{find: 'docs', limit: -5}",
        "{find: 'docs', filter: {a: {$near: [1, 2]}}}",
        "{find: 'docs', lsid: {id: 1}, txnNumber: 1, startTransaction: true}",
        "{insert: 'docs', documents: [{_id: 2}], writeConcern: {w: 3}}",
        "{insert: 'docs', documents: [{_id: 2}], writeConcern: {w: 'tagged'}}",
        "{insert: 'docs', documents: []}",
        "{aggregate: 'docs', pipeline: [{$out: 'x'}], cursor: {}}",
        "{aggregate: 'docs', pipeline: [{$merge: 'x'}], cursor: {}}",
        "{aggregate: 'docs', pipeline: [{$lookup: {}}], cursor: {}}",
        "{aggregate: 'docs', pipeline: [{$changeStream: {}}], cursor: {}}",
        "{create: 'other', capped: true, size: 100}",
        "{create: 'other', validator: {a: 1}}",
        "{create: 'other', viewOn: 'docs'}",
        "{renameCollection: 'docs', to: 'other'}",
        "{mapReduce: 'docs'}",
        "{noSuchCommand: 1}"
      })
  void refusesCommands(String command) {
    assertThat(refusal(command).getErrorCode()).isPositive();
    assertThat(mongo.collection().countDocuments()).isEqualTo(1);
  }

  @Test
  void refusesPipelineUpdates() {
    Document result =
        mongo
            .database()
            .runCommand(
                Document.parse("{update: 'docs', updates: [{q: {}, u: [{$set: {a: 1}}]}]}"));

    assertThat(result.getList("writeErrors", Document.class).getFirst().getString("errmsg"))
        .contains("pipeline-style update");
  }

  @Test
  void refusesSessions() {
    assertThatThrownBy(
            () -> {
              try (ClientSession session = mongo.client().startSession()) {
                session.startTransaction();
                mongo.collection().insertOne(session, new Document());
              }
            })
        .isInstanceOf(MongoException.class);
  }

  @Test
  void refusesBinariesItWouldChange() {
    assertThatThrownBy(() ->
            mongo
                .collection()
                .insertOne(new Document("b", new Binary((byte) 0x80, new byte[] {1}))))
        .hasMessageContaining("binary subtype: 128");
  }

  @Test
  void keepsServingAfterRefusals() {
    List<Document> found = mongo.collection().find().into(new ArrayList<>());

    assertThat(found).hasSize(1);
  }
}
