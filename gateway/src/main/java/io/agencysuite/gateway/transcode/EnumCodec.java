package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Enums by name; numbers are read too, and an unknown number is kept as such.
final class EnumCodec implements ValueCodec {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");

  private final EnumDescriptor type;
  private final boolean nullValue;
  private final Map<String, EnumValueDescriptor> byName = new LinkedHashMap<>();

  EnumCodec(EnumDescriptor type) {
    this.type = type;
    this.nullValue = type.getFullName().equals(WellKnown.NULL_VALUE);
    for (EnumValueDescriptor value : type.getValues()) {
      byName.put(value.getName(), value);
    }
  }

  @Override
  public Object read(JsonParser in) {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      EnumValueDescriptor value = byName.get(in.getString());
      if (value != null) {
        return value;
      }
    } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return given((int) IntegerCodec.INT32.read(in));
    } else if (token == JsonToken.VALUE_NULL && nullValue) {
      return byNumber(0);
    }
    throw invalid(JsonText.name(in));
  }

  @Override
  public Object parse(String text) {
    EnumValueDescriptor value = byName.get(text);
    if (value != null) {
      return value;
    }
    if (NUMBER.matcher(text).matches()) {
      return given((int) IntegerCodec.INT32.parse(text));
    }
    throw invalid(text);
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    EnumValueDescriptor number = (EnumValueDescriptor) value;
    if (nullValue) {
      out.writeNull();
    } else if (number.getIndex() < 0) {
      out.writeNumber(number.getNumber());
    } else {
      out.writeString(number.getName());
    }
  }

  @Override
  public boolean takesNull() {
    return nullValue;
  }

  /// A null has no other number than its own; it could not be printed.
  private EnumValueDescriptor given(int number) {
    if (nullValue && number != 0) {
      throw invalid(Integer.toString(number));
    }
    return byNumber(number);
  }

  private EnumValueDescriptor byNumber(int number) {
    return type.findValueByNumberCreatingIfUnknown(number);
  }

  private TranscodingException invalid(String value) {
    String names = String.join(", ", byName.keySet());
    return TranscodingException.invalid(value, names.length() > 300 ? "a known name" : names);
  }
}
