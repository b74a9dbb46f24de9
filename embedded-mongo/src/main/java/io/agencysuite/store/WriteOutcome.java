package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a batch of writes did and which of them failed. */
final class WriteOutcome {

  private final boolean ordered;
  private final List<Document> errors = new ArrayList<>();
  private final List<Document> upserted = new ArrayList<>();
  private int affected;
  private int modified = -1;

  WriteOutcome(boolean ordered) {
    this.ordered = ordered;
  }

  boolean goesOn() {
    return errors.isEmpty() || !ordered;
  }

  void attempt(int index, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      errors.add(Replies.writeError(index, StoreErrors.of(e)));
    }
  }

  void count(int documents) {
    affected += documents;
  }

  void countModified(int documents) {
    modified = Math.max(0, modified) + documents;
  }

  void upserted(int index, @Nullable Object id) {
    upserted.add(new Document("index", index).append("_id", id));
  }

  Document reply() {
    Document reply = new Document("n", affected);
    if (modified >= 0) {
      reply.put("nModified", modified);
    }
    if (!upserted.isEmpty()) {
      reply.put("upserted", upserted);
    }
    if (!errors.isEmpty()) {
      reply.put("writeErrors", errors);
    }
    return Replies.ok(reply);
  }
}
