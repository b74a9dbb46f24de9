package io.agencysuite.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;

/// One field: its names, its value codec, and whether it is a list or a map.
final class FieldCodec {
  private final FieldDescriptor field;
  private final ValueCodec value;
  private final SerializedString jsonName;
  private final FieldDescriptor.Type type;
  private final boolean map;
  private final boolean repeated;
  private final boolean presence;
  private final @Nullable OneofDescriptor oneof;
  private final int wireType;
  private final @Nullable FieldCodec mapValue;

  FieldCodec(FieldDescriptor field, JsonCodecs codecs) {
    this.field = field;
    this.type = field.getType();
    this.map = field.isMapField();
    this.repeated = field.isRepeated();
    this.presence = field.hasPresence();
    this.oneof = field.getRealContainingOneof();
    this.value = codecs.value(map ? field.getMessageType().findFieldByNumber(2) : field);
    this.jsonName = new SerializedString(field.getJsonName());
    this.wireType = field.getLiteType().getWireType();
    this.mapValue =
        map ? new FieldCodec(field.getMessageType().findFieldByNumber(2), codecs) : null;
  }

  FieldDescriptor field() {
    return field;
  }

  ValueCodec value() {
    return value;
  }

  SerializedString jsonName() {
    return jsonName;
  }

  FieldDescriptor.Type type() {
    return type;
  }

  boolean isMap() {
    return map;
  }

  boolean isRepeated() {
    return repeated;
  }

  boolean hasPresence() {
    return presence;
  }

  @Nullable OneofDescriptor oneof() {
    return oneof;
  }

  /// How one value stands on the wire.
  int wireType() {
    return wireType;
  }

  FieldDescriptor mapKey() {
    return field.getMessageType().findFieldByNumber(1);
  }

  int mapKeyTag() {
    return 1 << 3 | mapKey().getLiteType().getWireType();
  }

  FieldCodec mapValue() {
    return Objects.requireNonNull(mapValue);
  }

  int mapValueTag() {
    return 2 << 3 | mapValue().wireType();
  }

  /// True for a `null` that stands for no value.
  boolean isLeftOut(JsonParser in) {
    return in.currentToken() == JsonToken.VALUE_NULL && (!value.takesNull() || repeated);
  }

  void read(JsonParser in, DynamicMessage.Builder message) {
    if (isLeftOut(in)) {
      return;
    }
    if (map) {
      readMap(in, message);
    } else if (repeated) {
      readList(in, message);
    } else {
      message.setField(field, value.read(in));
    }
  }

  /// Two members of a oneof cannot both be meant.
  ///
  /// @param prefix the path to the message, as it was sent
  /// @param name of this field, as it was sent
  void refuseSecondMember(Message.Builder message, String prefix, String name) {
    FieldDescriptor other = oneof == null ? null : message.getOneofFieldDescriptor(oneof);
    if (other != null && !other.equals(field)) {
      boolean protoNames = !name.equals(field.getJsonName());
      String one = prefix + (protoNames ? other.getName() : other.getJsonName());
      String two = prefix + name;
      throw TranscodingException.of(
          Violation.of(Reason.ONEOF_CONFLICT, one, two),
          Violation.of(Reason.ONEOF_CONFLICT, two, one));
    }
  }

  void write(JsonGenerator out, Object fieldValue) {
    out.writeName(jsonName);
    writeValue(out, fieldValue);
  }

  void writeValue(JsonGenerator out, Object fieldValue) {
    if (map) {
      writeMap(out, (List<?>) fieldValue);
    } else if (repeated) {
      out.writeStartArray();
      for (Object element : (List<?>) fieldValue) {
        value.write(out, element);
      }
      out.writeEndArray();
    } else {
      value.write(out, fieldValue);
    }
  }

  private void readList(JsonParser in, DynamicMessage.Builder message) {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw TranscodingException.invalid(JsonText.name(in), "an array");
    }
    int index = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      try {
        message.addRepeatedField(field, element(in));
      } catch (TranscodingException e) {
        throw e.under("[" + index + "]");
      }
      index++;
    }
  }

  private void readMap(JsonParser in, DynamicMessage.Builder message) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw TranscodingException.invalid(JsonText.name(in), "an object");
    }
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    ValueCodec keyCodec = JsonCodecs.scalar(keyField);
    Set<Object> seen = new HashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      try {
        Object key = keyCodec.parse(name);
        if (!seen.add(key)) {
          throw TranscodingException.field(Reason.DUPLICATE_VALUE, "");
        }
        in.nextToken();
        DynamicMessage.Builder entry = DynamicMessage.newBuilder(field.getMessageType());
        entry.setField(keyField, key);
        entry.setField(valueField, element(in));
        message.addRepeatedField(field, entry.build());
      } catch (TranscodingException e) {
        throw e.under("[" + Violation.shorten(name) + "]");
      }
    }
  }

  private Object element(JsonParser in) {
    if (in.currentToken() == JsonToken.VALUE_NULL && !value.takesNull()) {
      throw TranscodingException.invalid("null", "a value");
    }
    return value.read(in);
  }

  private void writeMap(JsonGenerator out, List<?> entries) {
    out.writeStartObject();
    for (Object entry : entries) {
      Message pair = (Message) entry;
      FieldDescriptor keyField = pair.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor valueField = pair.getDescriptorForType().findFieldByNumber(2);
      out.writeName(keyText(keyField, pair.getField(keyField)));
      value.write(out, pair.getField(valueField));
    }
    out.writeEndObject();
  }

  private static String keyText(FieldDescriptor keyField, Object key) {
    ValueCodec codec = JsonCodecs.scalar(keyField);
    if (codec instanceof IntegerCodec integer) {
      return integer.key(key);
    }
    return key instanceof ByteString bytes ? bytes.toStringUtf8() : String.valueOf(key);
  }
}
