package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import io.agencysuite.store.Updater.Change;
import org.jspecify.annotations.Nullable;

/** The reply of findAndModify. */
final class FoundAndModified {

  private FoundAndModified() {}

  static Document reply(Request request, @Nullable Change change, boolean remove) {
    Document last = new Document("n", change == null ? 0 : 1);
    if (!remove) {
      last.put("updatedExisting", change != null && change.before() != null);
      if (change != null && change.before() == null && change.after() != null) {
        last.put("upserted", change.after().get("_id"));
      }
    }
    Document shown = null;
    if (change != null) {
      shown = !remove && request.flag("new", false) ? change.after() : change.before();
    }
    Document fields = request.document("fields");
    if (shown != null && fields != null && !fields.isEmpty()) {
      shown = DocumentEngine.on(shown).project(fields);
    }
    return Replies.ok(new Document("lastErrorObject", last).append("value", shown));
  }
}
