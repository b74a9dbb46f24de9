package io.agencysuite.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The update and projection operators of mongo-java-server, applied to one document: a collection
 * of at most one. Its operator classes are not public, the collection around them is.
 */
final class DocumentEngine extends AbstractMongoCollection<Integer> {

  private static final MongoDatabase NOWHERE = new Nowhere();
  private static final Integer ONLY = 0;

  private @Nullable Document document;

  private DocumentEngine(@Nullable Document document) {
    super(NOWHERE, "document", CollectionOptions.withDefaults(), new CursorRegistry());
    this.document = document;
  }

  static DocumentEngine on(Document document) {
    return new DocumentEngine(document);
  }

  /** The document after the update; the given one is used up. */
  static Document update(Document document, Document filter, Document update, List<?> filters) {
    return new DocumentEngine(document).modify(filter, update, filters, false);
  }

  /** The document an upsert inserts when nothing matches. */
  static Document upsert(Document filter, Document update, List<?> filters) {
    return new DocumentEngine(null).modify(filter, update, filters, true);
  }

  Document project(Document fields) {
    return queryDocuments(new Document(), null, 0, 0, 0, fields).iterator().next();
  }

  private Document modify(Document filter, Document update, List<?> filters, boolean upsert) {
    Document request =
        new Document("query", filter)
            .append("update", update)
            .append("new", true)
            .append("upsert", upsert)
            .append("arrayFilters", filters);
    try {
      findAndModify(request);
      return Objects.requireNonNull(document);
    } catch (FindAndModifyPlanExecutorError e) {
      throw e.getCause();
    } catch (ClassCastException e) {
      throw new MongoServerError(9, "FailedToParse", "update: " + update + " (" + e + ")", e);
    }
  }

  @Override
  protected QueryResult matchDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
    Stream<Document> all = Stream.ofNullable(document);
    return matchDocumentsFromStream(new Document(), all, 0, 0, 0, null, fields);
  }

  @Override
  protected Document getDocument(Integer position) {
    return Objects.requireNonNull(document);
  }

  @Override
  protected void updateDataSize(int sizeDelta) {}

  @Override
  protected int getDataSize() {
    return 0;
  }

  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected Integer addDocumentInternal(Document added) {
    document = added;
    return ONLY;
  }

  @Override
  protected void handleUpdate(Integer position, Document before, Document after) {
    document = after;
  }

  @Override
  protected Integer findDocumentPosition(Document wanted) {
    return ONLY;
  }

  @Override
  protected void removeDocument(Integer position) {
    document = null;
  }

  @Override
  public int count() {
    return document == null ? 0 : 1;
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    return Stream.ofNullable(document).map(each -> new DocumentWithPosition<>(each, ONLY));
  }

  /**
   * The engine's collection needs a database by type and asks it for its name only. A version of
   * the engine that asks for more is to fail in the contract suite rather than work on nothing.
   */
  private static final class Nowhere implements MongoDatabase {

    private static IllegalStateException asked() {
      return new IllegalStateException(
          "the query engine asked its database for more than its name");
    }

    @Override
    public String getDatabaseName() {
      return "store";
    }

    @Override
    public void handleClose(Channel channel) {}

    @Override
    public Document handleCommand(
        Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
      throw asked();
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
      throw asked();
    }

    @Override
    public boolean isEmpty() {
      return true;
    }

    @Override
    public MongoCollection<?> createCollectionOrThrowIfExists(
        String name, CollectionOptions options) {
      throw asked();
    }

    @Override
    public MongoCollection<?> resolveCollection(String name, boolean throwIfNotFound) {
      throw asked();
    }

    @Override
    public void drop(Oplog oplog) {}

    @Override
    public void dropCollection(String name, Oplog oplog) {}

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
      throw asked();
    }

    @Override
    public void unregisterCollection(String name) {}
  }
}
