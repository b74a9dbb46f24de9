package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What drivers and operators ask of the server itself. */
final class ServerCommands {

  static final int MAX_MESSAGE_BYTES = 48_000_000;

  private static final String VERSION = "6.0.0";
  private static final int WIRE_VERSION = 17;
  private static final Set<String> REFUSED =
      Set.of(
          "startSession",
          "refreshSessions",
          "commitTransaction",
          "abortTransaction",
          "renameCollection",
          "collMod",
          "bulkWrite",
          "mapReduce",
          "validate",
          "collStats",
          "dbStats");

  private final Storage storage;
  private final EmbeddedStoreSettings settings;
  private final Cursors cursors;

  ServerCommands(Storage storage, EmbeddedStoreSettings settings, Cursors cursors) {
    this.storage = storage;
    this.settings = settings;
    this.cursors = cursors;
  }

  Document run(Request request) {
    return switch (request.command()) {
      case "hello" -> hello(request, "isWritablePrimary");
      case "isMaster", "ismaster" -> hello(request, "ismaster");
      case "ping", "endSessions", "logout" -> Replies.ok();
      case "buildInfo", "buildinfo" -> buildInfo();
      case "connectionStatus" -> connectionStatus();
      case "serverStatus" -> serverStatus();
      case String command when REFUSED.contains(command) ->
          throw StoreErrors.notSupported("command " + command);
      default -> throw StoreErrors.commandNotFound(request.command());
    };
  }

  private Document hello(Request request, String primaryField) {
    Document reply =
        new Document(primaryField, true)
            .append("helloOk", true)
            .append("maxBsonObjectSize", Bson.MAX_DOCUMENT_BYTES)
            .append("maxMessageSizeBytes", MAX_MESSAGE_BYTES)
            .append("maxWriteBatchSize", 100_000)
            .append("localTime", Instant.ofEpochMilli(settings.clock().millis()))
            .append("minWireVersion", 0)
            .append("maxWireVersion", WIRE_VERSION)
            .append("readOnly", false);
    if (request.body().containsKey("saslSupportedMechs")) {
      reply.put("saslSupportedMechs", List.of(Scram.MECHANISM));
    }
    return Replies.ok(reply);
  }

  private static Document buildInfo() {
    return Replies.ok(
        new Document("version", VERSION)
            .append("versionArray", List.of(6, 0, 0, 0))
            .append("modules", List.of("agency-suite-embedded-store"))
            .append("maxBsonObjectSize", Bson.MAX_DOCUMENT_BYTES));
  }

  private Document connectionStatus() {
    Document user = new Document("user", settings.credential().user()).append("db", "admin");
    return Replies.ok(new Document("authInfo", new Document("authenticatedUsers", List.of(user))));
  }

  private Document serverStatus() {
    return Replies.ok(
        new Document("version", VERSION)
            .append("process", "agency-suite-embedded-store")
            .append("pid", ProcessHandle.current().pid())
            .append("localTime", Instant.ofEpochMilli(settings.clock().millis()))
            .append(
                "store",
                new Document("appended", storage.log().appended())
                    .append("synced", storage.log().synced())
                    .append("dirtyBytes", storage.pages().dirtyBytes())
                    .append("cachedBytes", storage.pages().cachedBytes())
                    .append("openCursors", cursors.size())));
  }
}
