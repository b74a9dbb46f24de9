package io.agencysuite.gateway.conformance;

import com.google.api.HttpRule;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Where this door answers otherwise than Armeria's transcoder, and why.
enum IntendedDifference {
  UNKNOWN_PARAMETER(
      "unknown query parameter | 400 naming it | dropped | a misspelt filter must not "
          + "silently answer everything",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "UNKNOWN_PARAMETER")),
  UNKNOWN_FIELD(
      "unknown JSON field | 400 naming it | dropped | a misspelt field must not silently be "
          + "lost",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "UNKNOWN_FIELD")),
  BOUND_BY_PATH(
      "query names a field that the path binds | 400 naming it | the query wins or is "
          + "dropped | path-based authorisation must see what the service gets",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "BOUND_BY_PATH")),
  CONFLICTING_VALUE(
      "body contradicts the path | 400 naming it | one of both is taken | path-based "
          + "authorisation must see what the service gets",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "CONFLICTING_VALUE")),
  BOUND_BY_BODY(
      "query names a field of the body, or stands beside `body: \"*\"` | 400 naming it | "
          + "merged | `http.proto`: with `body: \"*\"` there are no parameters",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "BOUND_BY_BODY")),
  DUPLICATE_VALUE(
      "two values for a single field | 400 naming it | the last wins | which of them was "
          + "meant cannot be known",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "DUPLICATE_VALUE")),
  ENUM_NAME(
      "unknown enum name | 400 with the names | the zero value | a misspelt state must not "
          + "become another one",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE")
              && ours.text().contains("expected: LEVEL_")),
  BOOLEAN(
      "boolean that is neither `true` nor `false` | 400 | `TRUE` is true, all else false | "
          + "`yes` must not become false",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE") && ours.text().contains("true or false")),
  NUMBER(
      "number out of range or not in JSON's form | 400 | infinite, or Java's reading | "
          + "proto3 JSON forbids it",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE")
              && Evidence.NUMBERS.matcher(ours.text()).find()),
  CALENDAR(
      "day that no calendar has | 400 | the next one that has | RFC 3339; 30 February is a "
          + "mistake, not 2 March",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE") && sent.target().contains("-02-30T")),
  QUERY_ENCODING(
      "query value that is broken or not UTF-8 after decoding | 400 | replacement characters "
          + "| two values must not become the same text",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE")
              && Evidence.BROKEN_ESCAPE.matcher(sent.query()).find()),
  MASK_PATH(
      "mask path that is no field, or no field name | 400 | handed on | AIP-161; a misspelt "
          + "path must not silently change nothing",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE")
              && (sent.query() + sent.bodyText()).contains("_mask")),
  JSON_TYPE(
      "JSON number, boolean or text where the field has another type | 400 | converted | "
          + "proto3 JSON: a string field is a JSON string",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE")
              && Evidence.OTHER_TYPE.matcher(sent.bodyText()).find()),
  MESSAGE_AS_PARAMETER(
      "message without fields as a parameter | 400 | dropped | what was sent must not "
          + "silently be lost",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE") && sent.query().contains("empty_value=")),
  LONE_SURROGATE(
      "lone surrogate in a JSON text | 400 | replacement character | it has no UTF-8",
      (sent, ours, theirs) ->
          Evidence.refused(ours, theirs, "INVALID_VALUE") && sent.bodyText().contains("\\ud800")),
  REDIRECT(
      "path that ends otherwise than a template | as the template says | 307 | a redirect "
          + "loses the body of many callers",
      (sent, ours, theirs) -> theirs.status() == 307),
  BIG_UNSIGNED(
      "unsigned number above the signed range | bound | 400 | the field's type allows it",
      (sent, ours, theirs) ->
          ours.isSuccess() && theirs.status() == 400 && Evidence.BIG.matcher(sent.target()).find()),
  WHOLE_NUMBER(
      "`1.0` for an integer in the query | bound | 400 | proto3 JSON reads it; body and "
          + "query read alike",
      (sent, ours, theirs) ->
          ours.isSuccess() && theirs.status() == 400 && sent.query().contains("=1.0")),
  UNEXPECTED_BODY(
      "body where the rule names none | 400 | ignored | what was sent must not silently be "
          + "lost",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "UNEXPECTED_BODY")),
  CONTENT_CODING(
      "`Content-Encoding: gzip` on a body that is none | 400 | the header is ignored | the "
          + "header says how the body has to be read",
      (sent, ours, theirs) ->
          ours.reason().equals("BODY_NOT_GZIP") && sent.header("Content-Encoding").equals("gzip")),
  MALFORMED_JSON(
      "body that is not JSON, or more than one value | 400 | taken as empty, or repaired | "
          + "what was sent must not silently be lost",
      (sent, ours, theirs) -> Evidence.refused(ours, theirs, "MALFORMED_JSON")),
  BYTE_ORDER_MARK(
      "byte order mark before the JSON | ignored | 400 | RFC 8259 section 8.1 allows it",
      (sent, ours, theirs) ->
          ours.isSuccess() && theirs.status() == 400 && sent.bodyText().startsWith("\ufeff")),
  BODY_SIZE(
      "body above the limit | 413 naming the limit | 400 | RFC 9110 section 15.5.14",
      (sent, ours, theirs) -> ours.status() == 413 && theirs.status() == 400),
  MEDIA_TYPE(
      "`Content-Type` missing or other than the rule's | 415 with `Accept-Post` | 400, or "
          + "taken as JSON | RFC 9110 section 15.5.16",
      (sent, ours, theirs) ->
          ours.status() == 415 && (theirs.status() == 400 || theirs.isSuccess())),
  RAW_BODY(
      "raw bytes for a body field of type `HttpBody` | bound | 400, or lost | "
          + "`httpbody.proto`",
      (sent, ours, theirs) ->
          ours.isSuccess()
              && !sent.header("Content-Type").isEmpty()
              && !sent.header("Content-Type").contains("json")),
  HTTP_BODY_ANSWER(
      "answer of type `HttpBody` | its bytes and its type | JSON of the message | "
          + "`httpbody.proto`",
      (sent, ours, theirs) ->
          Evidence.sameCall(ours, theirs) && Evidence.output(sent).equals("google.api.HttpBody")),
  RESPONSE_BODY(
      "`response_body` names a field without a value | the field's default | `null` | the "
          + "answer keeps its type",
      (sent, ours, theirs) ->
          Evidence.sameCall(ours, theirs)
              && Evidence.rules(sent).stream().anyMatch(rule -> !rule.getResponseBody().isEmpty())),
  UPDATE_MASK(
      "PATCH without `update_mask` | a mask of the body's fields | no mask | AIP-134; "
          + "without it an absent field would be cleared",
      (sent, ours, theirs) ->
          Evidence.bothAnswer(ours, theirs)
              && sent.method().equals("PATCH")
              && Evidence.has(ours, "update_mask")
              && !Evidence.has(theirs, "update_mask")),
  RECURSIVE_TYPE(
      "field inside a message that contains itself, in path or query | bound | dropped | the "
          + "depth of the name bounds the recursion",
      (sent, ours, theirs) ->
          Evidence.bothAnswer(ours, theirs)
              && (Evidence.DOTTED.matcher(sent.query()).find()
                  || Evidence.rules(sent).stream()
                      .anyMatch(rule -> Evidence.VARIABLE.matcher(rule.toString()).find()))),
  RESERVED(
      "reserved characters, encoded, in a variable of several segments | stay encoded | "
          + "decoded | `http.proto`: otherwise `%2F` would become a separator",
      (sent, ours, theirs) ->
          Evidence.bothAnswer(ours, theirs) && Evidence.RESERVED_OCTET.matcher(sent.path()).find()),
  PATH_ENCODING(
      "path that is not UTF-8 after decoding | 400 | replacement characters | two paths must "
          + "not become the same name",
      (sent, ours, theirs) ->
          ours.status() == 400 && theirs.isSuccess() && ours.reason().equals("REQUEST_REFUSED")),
  DOT_SEGMENT(
      "dot segment, encoded or not | 400 | bound, or resolved | a proxy in front may have "
          + "read the path otherwise",
      (sent, ours, theirs) -> ours.reason().equals("MALFORMED_PATH")),
  DOUBLE_SLASH(
      "empty segment | 404 | slashes are joined | one resource has one path",
      (sent, ours, theirs) ->
          ours.status() == 404 && theirs.isSuccess() && sent.path().contains("//")),
  ENCODED_COLON(
      "`%3A` before a verb | no verb | a verb | an encoded colon is data",
      (sent, ours, theirs) ->
          ours.status() == 404 && theirs.isSuccess() && sent.path().contains("%3A")),
  VERB(
      "verb that is registered for another method only | 405 with `Allow` | the verb becomes "
          + "part of the segment | `:cancel` must never fall into an update or delete",
      (sent, ours, theirs) ->
          ours.status() == 405 && theirs.isSuccess() && sent.path().contains(":")),
  SEMICOLON(
      "`;` in a path | data | cut off as a matrix parameter | RFC 3986 section 3.3 knows no "
          + "matrix parameters",
      (sent, ours, theirs) -> ours.isLoaded() && sent.path().contains(";")),
  HEAD(
      "HEAD | GET without body | 404 or 405 | RFC 9110 section 9.3.2",
      (sent, ours, theirs) ->
          sent.method().equals("HEAD") && (theirs.status() == 405 || theirs.status() == 404)),
  OPTIONS(
      "OPTIONS | 204 with `Allow` | 404 or 405 | RFC 9110 section 9.3.7",
      (sent, ours, theirs) ->
          sent.method().equals("OPTIONS") && ours.isSuccess() && !theirs.isSuccess()),
  CUSTOM_METHOD(
      "rule of a `custom` method | served | ignored | `http.proto` has it",
      (sent, ours, theirs) ->
          ours.isSuccess()
              && !theirs.isSuccess()
              && Evidence.rules(sent).stream().anyMatch(HttpRule::hasCustom)),
  STREAM(
      "server stream | a JSON array, NDJSON or SSE | not served | `http.proto` leaves it open",
      (sent, ours, theirs) ->
          !theirs.isSuccess()
              && sent.rules().stream().anyMatch(rule -> rule.rpc().isServerStreaming()));

  private final String row;
  private final Seen seen;

  /// Recognises the difference.
  @Immutable
  private interface Seen {
    boolean in(Sent sent, Outcome ours, Outcome theirs);
  }

  /// @param row point, this door's answer, Armeria's, and why, as the page shows them
  IntendedDifference(String row, Seen seen) {
    this.row = row;
    this.seen = seen;
  }

  static List<IntendedDifference> of(Sent sent, Outcome ours, Outcome theirs) {
    return Arrays.stream(values())
        .filter(difference -> difference.seen.in(sent, ours, theirs))
        .toList();
  }

  /// The table of the page.
  static String table() {
    return Arrays.stream(values()).map(d -> "| " + d.row + " |\n").collect(Collectors.joining());
  }
}
