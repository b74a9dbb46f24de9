package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The request body: JSON, or the raw bytes of a `google.api.HttpBody`.
final class BodyBinder {
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final JsonCodecs codecs;

  BodyBinder(JsonCodecs codecs) {
    this.codecs = codecs;
  }

  void bind(
      HttpRoute route, @Nullable String contentType, byte[] body, DynamicMessage.Builder request) {
    switch (route.body()) {
      case RequestBody.None _ -> {
        if (body.length > 0) {
          throw TranscodingException.of(Reason.UNEXPECTED_BODY, Integer.toString(body.length));
        }
      }
      case RequestBody.Whole _ -> bindWhole(route, contentType, body, request);
      case RequestBody.Field(FieldDescriptor field) ->
          bindField(route, field, contentType, body, request);
    }
  }

  private void bindWhole(
      HttpRoute route, @Nullable String contentType, byte[] body, DynamicMessage.Builder request) {
    Descriptor type = route.rpc().getInputType();
    if (type.getFullName().equals(WellKnown.HTTP_BODY)) {
      request.mergeFrom(raw(type, contentType, body));
    } else if (body.length > 0) {
      requireJson(route, contentType);
      if (codecs.message(type) instanceof MessageCodec plain) {
        parse(body, in -> plain.readInto(in, request));
      } else {
        parse(body, in -> request.mergeFrom((Message) codecs.message(type).read(in)));
      }
    }
  }

  private void bindField(
      HttpRoute route,
      FieldDescriptor field,
      @Nullable String contentType,
      byte[] body,
      DynamicMessage.Builder request) {
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (message && field.getMessageType().getFullName().equals(WellKnown.HTTP_BODY)) {
      request.setField(field, raw(field.getMessageType(), contentType, body));
    } else if (body.length > 0) {
      requireJson(route, contentType);
      parse(body, in -> new FieldCodec(field, codecs).read(in, request));
    }
  }

  /// Reads one JSON document and nothing after it.
  static void parse(byte[] body, Reading reading) {
    try (JsonParser in = Json.parser(body)) {
      if (in.nextToken() == null) {
        throw TranscodingException.of(Reason.MALFORMED_JSON, "no value");
      }
      reading.read(in);
      if (in.nextToken() != null) {
        throw TranscodingException.of(Reason.MALFORMED_JSON, "text after the end");
      }
    } catch (JacksonException e) {
      throw TranscodingException.of(Reason.MALFORMED_JSON, where(e));
    }
  }

  /// A step that reads from the parser's current token.
  interface Reading {
    void read(JsonParser in);
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null
        ? "unreadable"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static Message raw(Descriptor type, @Nullable String contentType, byte[] body) {
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByNumber(1), contentType == null ? "" : contentType)
        .setField(type.findFieldByNumber(2), UnsafeByteOperations.unsafeWrap(body))
        .build();
  }

  private static void requireJson(HttpRoute route, @Nullable String contentType) {
    boolean patch = route.httpMethod().equals("PATCH");
    if (contentType != null && isJson(contentType.toLowerCase(Locale.ROOT), patch)) {
      return;
    }
    String given = contentType == null ? "absent" : contentType;
    String expected = patch ? JSON + ", " + MERGE_PATCH : JSON;
    throw TranscodingException.of(Reason.UNSUPPORTED_MEDIA_TYPE, given, expected)
        .with(Map.of(patch ? "Accept-Patch" : "Accept-Post", expected));
  }

  private static boolean isJson(String contentType, boolean patch) {
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    if (!type.equals(JSON) && !(patch && type.equals(MERGE_PATCH))) {
      return false;
    }
    if (semicolon < 0) {
      return true;
    }
    for (String parameter : contentType.substring(semicolon + 1).split(";", -1)) {
      String stripped = parameter.strip().replace("\"", "");
      if (stripped.startsWith("charset=") && !stripped.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  /// True when the body is JSON `null` or absent, which for a body field means nothing given.
  static boolean isObject(byte[] body) {
    boolean[] object = {false};
    if (body.length > 0) {
      parse(
          body,
          in -> {
            object[0] = in.currentToken() == JsonToken.START_OBJECT;
            in.skipChildren();
          });
    }
    return object[0];
  }
}
