package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * Runs commands. No reply, not even that of a read, leaves before everything it could have seen is
 * durable.
 */
final class Commands {

  private final Storage storage;
  private final Cursors cursors;
  private final ReadCommands reads;
  private final WriteCommands writes;
  private final AggregateCommand aggregate;
  private final CatalogCommands catalog;
  private final ServerCommands server;

  Commands(Storage storage, EmbeddedStoreSettings settings, Cursors cursors) {
    Reader reader = new Reader(storage.pages());
    this.storage = storage;
    this.cursors = cursors;
    this.reads = new ReadCommands(storage.catalog(), reader, cursors);
    this.writes = new WriteCommands(storage, reader);
    this.aggregate = new AggregateCommand(storage.catalog(), reader, cursors);
    this.catalog = new CatalogCommands(storage, cursors);
    this.server = new ServerCommands(storage, settings, cursors);
  }

  Document run(Wire.Message message, Authentication authentication) {
    if (message.unreadable() != null) {
      return Replies.error(StoreErrors.invalidBson(message.unreadable()));
    }
    try {
      Request request = Request.of(message.body());
      authentication.check(request.command());
      return afterSync(dispatch(request, authentication));
    } catch (RuntimeException e) {
      return afterSync(Replies.error(StoreErrors.of(e)));
    }
  }

  /** An error tells of what is stored as well: the other holder of a duplicate key is durable. */
  private Document afterSync(Document reply) {
    try {
      storage.log().awaitSynced(storage.log().appended());
      return reply;
    } catch (MongoServerError e) {
      return Replies.error(e);
    }
  }

  private Document dispatch(Request request, Authentication authentication) {
    return switch (request.command()) {
      case "find" -> reads.find(request);
      case "getMore" -> cursors.next(request.accept("collection", "batchSize"));
      case "killCursors" -> cursors.kill(request.accept("cursors"));
      case "count" -> reads.count(request);
      case "distinct" -> reads.distinct(request);
      case "explain" -> reads.explain(request);
      case "aggregate" -> aggregate.run(request);
      case "insert" -> writes.insert(request);
      case "update" -> writes.update(request);
      case "delete" -> writes.delete(request);
      case "findAndModify", "findandmodify" -> writes.findAndModify(request);
      case "create" -> catalog.create(request);
      case "drop" -> catalog.drop(request);
      case "dropDatabase" -> catalog.dropDatabase(request);
      case "listDatabases" -> catalog.listDatabases(request);
      case "listCollections" -> catalog.listCollections(request);
      case "listIndexes" -> catalog.listIndexes(request);
      case "createIndexes" -> catalog.createIndexes(request);
      case "dropIndexes" -> catalog.dropIndexes(request);
      case "saslStart" -> authentication.start(request);
      case "saslContinue" -> authentication.proceed(request);
      default -> server.run(request);
    };
  }
}
