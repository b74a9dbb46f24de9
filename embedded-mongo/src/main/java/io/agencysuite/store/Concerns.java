package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Set;

/**
 * Read and write concerns. Every reply waits for the disk anyway, so the levels one node can give
 * are all given; the ones it cannot are refused.
 */
final class Concerns {

  private static final Set<String> READ_LEVELS = Set.of("local", "available", "majority");

  private Concerns() {}

  static void check(Request request) {
    Document read = request.document("readConcern");
    if (read != null) {
      checkRead(read);
    }
    Document write = request.document("writeConcern");
    if (write != null) {
      checkWrite(write);
    }
  }

  private static void checkRead(Document concern) {
    Object level = concern.get("level");
    boolean known = level == null || (level instanceof String text && READ_LEVELS.contains(text));
    if (!known || concern.containsKey("afterClusterTime")) {
      throw StoreErrors.invalidOptions(
          "readConcern: " + concern + " (expected: level local, available or majority)");
    }
  }

  private static void checkWrite(Document concern) {
    switch (concern.get("w")) {
      case null -> {}
      case Number nodes when nodes.doubleValue() == 0 || nodes.doubleValue() == 1 -> {}
      case String mode when mode.equals("majority") -> {}
      case String mode ->
          throw new MongoServerError(
              79,
              "UnknownReplWriteConcern",
              "No write concern mode named '" + mode + "' found (expected: majority)");
      default ->
          throw StoreErrors.badValue("writeConcern.w: " + concern.get("w") + " (expected: 0 or 1)");
    }
  }
}
