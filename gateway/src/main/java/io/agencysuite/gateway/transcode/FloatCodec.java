package io.agencysuite.gateway.transcode;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Floating point numbers; what overflows is refused, infinities have names.
enum FloatCodec implements ValueCodec {
  FLOAT,
  DOUBLE;

  @Override
  public Object read(JsonParser in) {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT
        || token == JsonToken.VALUE_NUMBER_FLOAT
        || token == JsonToken.VALUE_STRING) {
      return parse(in.getString());
    }
    throw TranscodingException.invalid(JsonText.name(in), expected());
  }

  @Override
  public Object parse(String text) {
    double value =
        switch (text) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> finite(text);
        };
    return this == FLOAT ? (Object) (float) value : (Object) value;
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    double number = ((Number) value).doubleValue();
    if (Double.isNaN(number)) {
      out.writeString("NaN");
    } else if (Double.isInfinite(number)) {
      out.writeString(number > 0 ? "Infinity" : "-Infinity");
    } else if (this == FLOAT) {
      out.writeNumber((float) value);
    } else {
      out.writeNumber(number);
    }
  }

  private double finite(String text) {
    if (NumberText.isNumber(text)) {
      double value = Double.parseDouble(text);
      boolean fits =
          this == DOUBLE ? Double.isFinite(value) : Float.isFinite(Float.parseFloat(text));
      if (fits) {
        return this == FLOAT ? Float.parseFloat(text) : value;
      }
    }
    throw TranscodingException.invalid(text, expected());
  }

  private String expected() {
    return this == FLOAT ? "a 32-bit floating point number" : "a floating point number";
  }
}
