package io.agencysuite.gateway.transcode;

import com.google.rpc.Code;
import java.util.List;

/// Why a request cannot be transcoded. The text is a pattern, so that a caller can say it in
/// another language: `{0}`, `{1}` are replaced by the arguments.
public enum Reason {
  ROUTE_NOT_FOUND(404, Code.NOT_FOUND, "{0}: no such route"),
  METHOD_NOT_ALLOWED(405, Code.UNIMPLEMENTED, "method: {0} (expected: {1})"),
  UNSUPPORTED_MEDIA_TYPE(415, Code.INVALID_ARGUMENT, "Content-Type: {0} (expected: {1})"),
  BODY_TOO_LARGE(413, Code.RESOURCE_EXHAUSTED, "body: too large (expected: at most {0} bytes)"),
  MALFORMED_PATH(400, Code.INVALID_ARGUMENT, "path: {0} (expected: {1})"),
  MALFORMED_JSON(400, Code.INVALID_ARGUMENT, "body: not valid JSON: {0}"),
  UNEXPECTED_BODY(400, Code.INVALID_ARGUMENT, "body: {0} bytes (expected: no request body)"),
  UNKNOWN_FIELD(400, Code.INVALID_ARGUMENT, "{0}: unknown field"),
  UNKNOWN_PARAMETER(400, Code.INVALID_ARGUMENT, "{0}: unknown query parameter"),
  INVALID_VALUE(400, Code.INVALID_ARGUMENT, "{0}: {1} (expected: {2})"),
  DUPLICATE_VALUE(400, Code.INVALID_ARGUMENT, "{0}: given more than once (expected: one value)"),
  BOUND_BY_PATH(400, Code.INVALID_ARGUMENT, "{0}: bound by the path (expected: nowhere else)"),
  BOUND_BY_BODY(400, Code.INVALID_ARGUMENT, "{0}: belongs to the body (expected: no parameter)"),
  CONFLICTING_VALUE(
      400, Code.INVALID_ARGUMENT, "{0}: {1} (expected: {2}, as in the path, or absent)"),
  ONEOF_CONFLICT(400, Code.INVALID_ARGUMENT, "{0}: set together with {1} (expected: one of them)"),
  UNPRINTABLE_ANSWER(500, Code.INTERNAL, "answer: {0} has no JSON form");

  private final int httpStatus;
  private final Code code;
  private final String pattern;

  Reason(int httpStatus, Code code, String pattern) {
    this.httpStatus = httpStatus;
    this.code = code;
    this.pattern = pattern;
  }

  /// The HTTP status that answers it.
  public int httpStatus() {
    return httpStatus;
  }

  /// The canonical code in the error document.
  public Code code() {
    return code;
  }

  /// The English pattern.
  public String pattern() {
    return pattern;
  }

  /// Puts the arguments into a pattern of this reason, in whatever language.
  public static String fill(String pattern, List<String> arguments) {
    String text = pattern;
    for (int i = 0; i < arguments.size(); i++) {
      int at = text.indexOf("{" + i + "}");
      if (at >= 0) {
        text = text.substring(0, at) + arguments.get(i) + text.substring(at + 3);
      }
    }
    return text;
  }
}
