package io.agencysuite.gateway.transcode;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Small looks at what stands in the JSON text.
final class JsonText {

  private JsonText() {}

  /// The current value as an error message shows it.
  static String name(JsonParser in) {
    JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return "an object";
    }
    return token == JsonToken.START_ARRAY ? "an array" : in.getString();
  }

  /// A string that protobuf can carry: lone surrogates have no UTF-8 form.
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw TranscodingException.invalid("a lone surrogate", "Unicode text");
        }
        i++;
      }
    }
    return text;
  }
}
