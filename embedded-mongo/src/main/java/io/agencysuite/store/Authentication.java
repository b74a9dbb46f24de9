package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection's way from stranger to user. */
final class Authentication {

  private static final Set<String> OPEN_COMMANDS =
      Set.of(
          "hello",
          "isMaster",
          "ismaster",
          "ping",
          "buildInfo",
          "buildinfo",
          "saslStart",
          "saslContinue",
          "endSessions");

  private final Scram scram;
  private Scram.@Nullable Conversation conversation;
  private boolean skipEmpty;
  private boolean authenticated;

  Authentication(Scram scram) {
    this.scram = scram;
  }

  void check(String command) {
    if (!authenticated && !OPEN_COMMANDS.contains(command)) {
      throw StoreErrors.unauthorized("command " + command + " requires authentication");
    }
  }

  Document start(Request request) {
    if (!Scram.MECHANISM.equals(request.body().get("mechanism"))) {
      throw StoreErrors.badValue(
          "mechanism: " + request.body().get("mechanism") + " (expected: " + Scram.MECHANISM + ")");
    }
    authenticated = false;
    skipEmpty = Boolean.TRUE.equals(request.documentOrEmpty("options").get("skipEmptyExchange"));
    Scram.Conversation begun = scram.new Conversation(payload(request));
    conversation = begun;
    return reply(begun.challenge(), false);
  }

  Document proceed(Request request) {
    Scram.Conversation begun = conversation;
    if (authenticated) {
      return reply(Bytes.EMPTY, true);
    }
    if (begun == null) {
      throw StoreErrors.authenticationFailed();
    }
    conversation = null;
    byte[] answer = begun.verify(payload(request));
    authenticated = true;
    return reply(answer, skipEmpty);
  }

  private static byte[] payload(Request request) {
    if (request.body().get("payload") instanceof BinData payload) {
      return payload.getData();
    }
    throw StoreErrors.authenticationFailed();
  }

  private static Document reply(byte[] payload, boolean done) {
    return Replies.ok(
        new Document("conversationId", 1)
            .append("done", done)
            .append("payload", new BinData(payload)));
  }
}
