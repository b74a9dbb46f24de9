package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Struct, Value and ListValue: any JSON.
final class StructCodec implements ValueCodec {
  private static final int NULL = 1;
  private static final int NUMBER = 2;
  private static final int STRING = 3;
  private static final int BOOL = 4;
  private static final int OBJECT = 5;
  private static final int LIST = 6;

  private final Descriptor type;

  StructCodec(Descriptor type) {
    this.type = type;
  }

  @Override
  public Object read(JsonParser in) {
    return switch (type.getFullName()) {
      case WellKnown.STRUCT -> readObject(in, type);
      case WellKnown.LIST_VALUE -> readList(in, type);
      default -> readValue(in, type);
    };
  }

  @Override
  public Object parse(String text) {
    throw TranscodingException.invalid(text, "JSON in the body");
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    Message message = (Message) value;
    switch (type.getFullName()) {
      case WellKnown.STRUCT -> writeObject(out, message);
      case WellKnown.LIST_VALUE -> writeList(out, message);
      default -> writeValue(out, message);
    }
  }

  @Override
  public boolean takesNull() {
    return type.getFullName().equals(WellKnown.VALUE);
  }

  private static Message readValue(JsonParser in, Descriptor type) {
    DynamicMessage.Builder value = DynamicMessage.newBuilder(type);
    switch (in.currentToken()) {
      case VALUE_NULL -> {
        FieldDescriptor field = field(type, NULL);
        value.setField(field, field.getEnumType().findValueByNumber(0));
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          value.setField(field(type, NUMBER), FloatCodec.DOUBLE.read(in));
      case VALUE_STRING -> value.setField(field(type, STRING), ScalarCodec.STRING.read(in));
      case VALUE_TRUE -> value.setField(field(type, BOOL), true);
      case VALUE_FALSE -> value.setField(field(type, BOOL), false);
      case START_ARRAY ->
          value.setField(field(type, LIST), readList(in, field(type, LIST).getMessageType()));
      default ->
          value.setField(field(type, OBJECT), readObject(in, field(type, OBJECT).getMessageType()));
    }
    return value.build();
  }

  private static Message readObject(JsonParser in, Descriptor type) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw TranscodingException.invalid(JsonText.name(in), "an object");
    }
    DynamicMessage.Builder object = DynamicMessage.newBuilder(type);
    FieldDescriptor fields = field(type, 1);
    Descriptor entryType = fields.getMessageType();
    Set<String> seen = new HashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = JsonText.wellFormed(in.currentName());
      if (!seen.add(name)) {
        throw TranscodingException.field(Reason.DUPLICATE_VALUE, name);
      }
      in.nextToken();
      object.addRepeatedField(
          fields,
          DynamicMessage.newBuilder(entryType)
              .setField(field(entryType, 1), name)
              .setField(field(entryType, 2), readValue(in, field(entryType, 2).getMessageType()))
              .build());
    }
    return object.build();
  }

  private static Message readList(JsonParser in, Descriptor type) {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw TranscodingException.invalid(JsonText.name(in), "an array");
    }
    DynamicMessage.Builder list = DynamicMessage.newBuilder(type);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.addRepeatedField(field(type, 1), readValue(in, field(type, 1).getMessageType()));
    }
    return list.build();
  }

  private static void writeValue(JsonGenerator out, Message value) {
    FieldDescriptor kind =
        value.getOneofFieldDescriptor(value.getDescriptorForType().getOneofs().getFirst());
    if (kind == null) {
      out.writeNull();
      return;
    }
    Object content = value.getField(kind);
    switch (kind.getNumber()) {
      case NUMBER -> FloatCodec.DOUBLE.write(out, content);
      case STRING -> out.writeString((String) content);
      case BOOL -> out.writeBoolean((boolean) content);
      case OBJECT -> writeObject(out, (Message) content);
      case LIST -> writeList(out, (Message) content);
      default -> out.writeNull();
    }
  }

  private static void writeObject(JsonGenerator out, Message object) {
    out.writeStartObject();
    for (Object entry : (List<?>) object.getField(field(object.getDescriptorForType(), 1))) {
      Message pair = (Message) entry;
      out.writeName((String) pair.getField(field(pair.getDescriptorForType(), 1)));
      writeValue(out, (Message) pair.getField(field(pair.getDescriptorForType(), 2)));
    }
    out.writeEndObject();
  }

  private static void writeList(JsonGenerator out, Message list) {
    out.writeStartArray();
    for (Object value : (List<?>) list.getField(field(list.getDescriptorForType(), 1))) {
      writeValue(out, (Message) value);
    }
    out.writeEndArray();
  }

  private static FieldDescriptor field(Descriptor type, int number) {
    return type.findFieldByNumber(number);
  }
}
