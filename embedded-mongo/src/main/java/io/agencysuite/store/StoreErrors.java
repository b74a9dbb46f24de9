package io.agencysuite.store;

import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The errors this store answers, with MongoDB's codes where MongoDB has one. */
final class StoreErrors {

  static final int DUPLICATE_KEY = 11000;

  private static final Logger log = LoggerFactory.getLogger(StoreErrors.class);

  private StoreErrors() {}

  /** The error to answer for whatever a command threw. */
  static MongoServerError of(RuntimeException thrown) {
    return switch (thrown) {
      case MongoServerError error -> error;
      case MongoServerException e -> badValue(e.getMessageWithoutErrorCode());
      case ClassCastException e -> failedToParse(e.toString());
      case IllegalArgumentException e -> failedToParse(e.toString());
      case NullPointerException e -> failedToParse(e.toString());
      default -> {
        log.error("a command failed", thrown);
        yield new MongoServerError(1, "InternalError", thrown.toString(), thrown);
      }
    };
  }

  static MongoServerError badValue(String message) {
    return new MongoServerError(2, "BadValue", message);
  }

  static MongoServerError failedToParse(String message) {
    return new MongoServerError(9, "FailedToParse", message);
  }

  static MongoServerError unauthorized(String message) {
    return new MongoServerError(13, "Unauthorized", message);
  }

  static MongoServerError authenticationFailed() {
    return new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
  }

  static MongoServerError typeMismatch(String message) {
    return new MongoServerError(14, "TypeMismatch", message);
  }

  static MongoServerError invalidBson(String message) {
    return new MongoServerError(22, "InvalidBSON", message);
  }

  static MongoServerError illegalOperation(String message) {
    return new MongoServerError(20, "IllegalOperation", message);
  }

  static MongoServerError namespaceNotFound(String namespace) {
    return new MongoServerError(26, "NamespaceNotFound", "ns not found: " + namespace);
  }

  static MongoServerError indexNotFound(String index) {
    return new MongoServerError(27, "IndexNotFound", "index not found with name [" + index + "]");
  }

  static MongoServerError cursorNotFound(long id) {
    return new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
  }

  static MongoServerError namespaceExists(String namespace) {
    return new MongoServerError(
        48, "NamespaceExists", "Collection already exists. NS: " + namespace);
  }

  static MongoServerError timedOut(long maxMillis) {
    return new MongoServerError(
        50, "MaxTimeMSExpired", "operation exceeded time limit of " + maxMillis + " ms");
  }

  static MongoServerError commandNotFound(String command) {
    return new MongoServerError(59, "CommandNotFound", "no such command: '" + command + "'");
  }

  static MongoServerError cannotCreateIndex(String message) {
    return new MongoServerError(67, "CannotCreateIndex", message);
  }

  static MongoServerError invalidOptions(String message) {
    return new MongoServerError(72, "InvalidOptions", message);
  }

  static MongoServerError invalidNamespace(String message) {
    return new MongoServerError(73, "InvalidNamespace", message);
  }

  static MongoServerError indexOptionsConflict(String message) {
    return new MongoServerError(85, "IndexOptionsConflict", message);
  }

  static MongoServerError indexKeySpecsConflict(String message) {
    return new MongoServerError(86, "IndexKeySpecsConflict", message);
  }

  static MongoServerError notSupported(String message) {
    return new MongoServerError(
        115, "CommandNotSupported", message + " (the embedded store does not support it)");
  }

  static MongoServerError parallelArrays(String first, String second) {
    return new MongoServerError(
        171,
        "CannotIndexParallelArrays",
        "cannot index parallel arrays [" + first + "] [" + second + "]");
  }

  static MongoServerError sortTooLarge(long limit) {
    return new MongoServerError(
        292,
        "QueryExceededMemoryLimitNoDiskUseAllowed",
        "sort exceeded the memory limit of " + limit + " bytes; add an index or a limit");
  }

  static MongoServerError documentTooLarge(int size, int max) {
    return new MongoServerError(
        10334, "BSONObjectTooLarge", "document size: " + size + " (expected: at most " + max + ")");
  }

  static MongoServerError outOfDiskSpace(IOException cause) {
    return new MongoServerError(
        14031,
        "OutOfDiskSpace",
        "the store refuses writes until its disk has room again: " + cause.getMessage(),
        cause);
  }

  static MongoServerError halted(Throwable cause) {
    return new MongoServerError(
        1,
        "InternalError",
        "the store has halted because its disk failed it; restart it to recover: "
            + cause.getMessage(),
        cause);
  }

  static MongoServerError unknownField(String command, String field) {
    return new MongoServerError(
        40415,
        "Location40415",
        "BSON field '" + command + "." + field + "' is not supported by the embedded store");
  }
}
