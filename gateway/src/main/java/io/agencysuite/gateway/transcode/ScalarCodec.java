package io.agencysuite.gateway.transcode;

import com.google.protobuf.ByteString;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Booleans, strings and bytes.
enum ScalarCodec implements ValueCodec {
  BOOL("true or false") {
    @Override
    public Object read(JsonParser in) {
      return switch (in.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> throw invalid(JsonText.name(in));
      };
    }

    @Override
    public Object parse(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw invalid(text);
      };
    }

    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeBoolean((boolean) value);
    }
  },

  STRING("a string") {
    @Override
    public Object parse(String text) {
      return JsonText.wellFormed(text);
    }

    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeString((String) value);
    }
  },

  BYTES("base64") {
    @Override
    public Object parse(String text) {
      String standard = text.replace('-', '+').replace('_', '/');
      try {
        return ByteString.copyFrom(Base64.getDecoder().decode(standard));
      } catch (IllegalArgumentException e) {
        throw invalid(text);
      }
    }

    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
    }
  };

  private final String expected;

  ScalarCodec(String expected) {
    this.expected = expected;
  }

  @Override
  public Object read(JsonParser in) {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid(JsonText.name(in));
    }
    return parse(in.getString());
  }

  TranscodingException invalid(String value) {
    return TranscodingException.invalid(value, expected);
  }
}
