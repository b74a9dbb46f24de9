package io.agencysuite.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// `Any`: `@type` beside the fields, or beside `value` for a type with a JSON form of its own.
/// Types come from the loaded descriptors only.
final class AnyCodec implements ValueCodec {
  private static final String TYPE = "@type";
  private static final String VALUE = "value";

  private final Descriptor type;
  private final JsonCodecs codecs;
  private final FieldDescriptor typeUrl;
  private final FieldDescriptor value;

  AnyCodec(Descriptor type, JsonCodecs codecs) {
    this.type = type;
    this.codecs = codecs;
    this.typeUrl = type.findFieldByNumber(1);
    this.value = type.findFieldByNumber(2);
  }

  @Override
  public Object read(JsonParser in) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw TranscodingException.invalid(JsonText.name(in), "an object with @type");
    }
    // @type may stand anywhere, so the object is kept as text until its type is known.
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(copy)) {
      out.copyCurrentStructureExact(in);
    }
    byte[] json = copy.toByteArray();
    String url = findType(json);
    if (url == null) {
      return emptyOrRefused(json);
    }
    Descriptor inner = codecs.type(url.substring(url.lastIndexOf('/') + 1));
    if (inner == null || url.indexOf('/') < 0) {
      throw TranscodingException.field(
          Reason.INVALID_VALUE, TYPE, url, "type.googleapis.com/ and a type of this API");
    }
    return DynamicMessage.newBuilder(type)
        .setField(typeUrl, url)
        .setField(value, content(json, inner).toByteString())
        .build();
  }

  @Override
  public Object parse(String text) {
    throw TranscodingException.invalid(text, "JSON in the body");
  }

  @Override
  public void write(JsonGenerator out, Object message) {
    String url = (String) ((Message) message).getField(typeUrl);
    out.writeStartObject();
    if (!url.isEmpty()) {
      Descriptor inner = codecs.type(url.substring(url.lastIndexOf('/') + 1));
      if (inner == null) {
        throw TranscodingException.of(Reason.UNPRINTABLE_ANSWER, "an Any of " + url);
      }
      out.writeName(TYPE);
      out.writeString(url);
      Message content = parsed(inner, (ByteString) ((Message) message).getField(value));
      ValueCodec codec = codecs.message(inner);
      if (codec instanceof MessageCodec plain) {
        plain.writeFields(out, content);
      } else {
        out.writeName(VALUE);
        codec.write(out, content);
      }
    }
    out.writeEndObject();
  }

  private Object emptyOrRefused(byte[] json) {
    if (json.length > 2) {
      throw TranscodingException.field(Reason.INVALID_VALUE, TYPE, "absent", "a type URL");
    }
    return DynamicMessage.getDefaultInstance(type);
  }

  private Message content(byte[] json, Descriptor inner) {
    ValueCodec codec = codecs.message(inner);
    DynamicMessage.Builder message = DynamicMessage.newBuilder(inner);
    Message own = null;
    BitSet seen = new BitSet();
    try (JsonParser in = Json.parser(json)) {
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        if (name.equals(TYPE)) {
          in.skipChildren();
        } else if (codec instanceof MessageCodec plain) {
          plain.readField(name, in, message, seen);
        } else if (name.equals(VALUE) && own == null) {
          own = (Message) codec.read(in);
        } else {
          throw TranscodingException.field(Reason.UNKNOWN_FIELD, name);
        }
      }
    }
    return own == null ? message.build() : own;
  }

  private static @Nullable String findType(byte[] json) {
    String found = null;
    try (JsonParser in = Json.parser(json)) {
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        boolean type = in.currentName().equals(TYPE);
        JsonToken token = in.nextToken();
        if (type && (found != null || token != JsonToken.VALUE_STRING)) {
          throw TranscodingException.field(
              Reason.INVALID_VALUE, TYPE, JsonText.name(in), "one type URL");
        }
        if (type) {
          found = in.getString();
        }
        in.skipChildren();
      }
    }
    return found;
  }

  private static Message parsed(Descriptor type, ByteString bytes) {
    try {
      return DynamicMessage.parseFrom(type, bytes);
    } catch (InvalidProtocolBufferException e) {
      throw TranscodingException.of(
          Reason.UNPRINTABLE_ANSWER, "a broken Any of " + type.getFullName());
    }
  }
}
