package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** The shapes of replies. */
final class Replies {

  private Replies() {}

  static Document ok() {
    return ok(new Document());
  }

  static Document ok(Document reply) {
    return reply.append("ok", 1.0);
  }

  static Document error(MongoServerError error) {
    Document reply = new Document("ok", 0.0);
    describe(reply, error);
    return reply;
  }

  static Document writeError(int index, MongoServerError error) {
    Document reply = new Document("index", index);
    describe(reply, error);
    return reply;
  }

  private static void describe(Document reply, MongoServerError error) {
    reply.put("code", error.getCode());
    reply.put("codeName", error.getCodeName());
    reply.put("errmsg", error.getMessageWithoutErrorCode());
    if (error instanceof DuplicateKeyError duplicate) {
      reply.put("keyPattern", duplicate.keyPattern());
      reply.put("keyValue", duplicate.keyValue());
    }
  }
}
