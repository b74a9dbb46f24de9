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
  private boolean proven;
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
    proven = false;
    Scram.Conversation begun = scram.new Conversation(payload(request));
    conversation = begun;
    return reply(begun.challenge(), false);
  }

  Document proceed(Request request) {
    Scram.Conversation begun = conversation;
    if (begun == null) {
      throw StoreErrors.authenticationFailed();
    }
    if (proven) {
      authenticated = true;
      conversation = null;
      return reply(Bytes.EMPTY, true);
    }
    byte[] answer = begun.verify(payload(request));
    proven = true;
    // The client ends the exchange early when it can, and with an empty message when it cannot.
    authenticated = true;
    return reply(answer, false);
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
