package io.agencysuite.gateway.identity;

import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.gateway.transcode.Violation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The body of `POST /v1/sessions`.
///
/// @param code one-time or recovery code; empty when none was given
record SignIn(String email, String password, String code) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> FIELDS = Set.of("email", "password", "code");
  private static final int EMAIL_MAX = 254;
  private static final int PASSWORD_MAX = 128;
  private static final int CODE_MAX = 40;

  static SignIn parse(@Nullable String contentType, byte[] body) {
    requireJson(contentType);
    Map<String, String> values = new HashMap<>();
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw TranscodingException.of(Reason.MALFORMED_JSON, "no object");
      }
      while (in.nextToken() != JsonToken.END_OBJECT) {
        read(in, values);
      }
      if (in.nextToken() != null) {
        throw TranscodingException.of(Reason.MALFORMED_JSON, "text after the end");
      }
    } catch (JacksonException e) {
      throw TranscodingException.of(
          Reason.MALFORMED_JSON, "column " + e.getLocation().getColumnNr());
    }
    return new SignIn(
        value(values, "email", EMAIL_MAX).strip().toLowerCase(Locale.ROOT),
        value(values, "password", PASSWORD_MAX),
        values.containsKey("code") ? value(values, "code", CODE_MAX) : "");
  }

  /// Names nobody and gives nothing away: it may end up in a log by accident.
  @Override
  public String toString() {
    return "SignIn";
  }

  private static void read(JsonParser in, Map<String, String> values) {
    String name = in.currentName();
    if (!FIELDS.contains(name)) {
      throw TranscodingException.of(Violation.of(Reason.UNKNOWN_FIELD, name));
    }
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw TranscodingException.of(
          Violation.of(Reason.INVALID_VALUE, name, "no string", "a string"));
    }
    if (values.put(name, in.getString()) != null) {
      throw TranscodingException.of(Violation.of(Reason.DUPLICATE_VALUE, name));
    }
  }

  private static String value(Map<String, String> values, String name, int max) {
    String value = values.getOrDefault(name, "");
    if (value.isBlank() || value.length() > max) {
      throw TranscodingException.of(
          Violation.of(
              Reason.INVALID_VALUE,
              name,
              value.isBlank() ? "absent" : "too long",
              "1.." + max + " characters"));
    }
    return value;
  }

  private static void requireJson(@Nullable String contentType) {
    String type = contentType == null ? "absent" : contentType.toLowerCase(Locale.ROOT);
    if (!type.matches("application/json(\\s*;\\s*charset=\"?utf-8\"?)?\\s*")) {
      throw TranscodingException.of(Reason.UNSUPPORTED_MEDIA_TYPE, type, "application/json");
    }
  }
}
