package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The JSON form of one message type, with its fields looked up once.
final class MessageCodec implements ValueCodec {
  private static final int LOW_NUMBERS = 64;

  private final Descriptor type;
  private final boolean printDefaults;
  private final Map<String, FieldCodec> byName = new HashMap<>();
  private final Map<Integer, FieldCodec> byNumber = new HashMap<>();
  private FieldCodec[] byIndex = {};
  private @Nullable FieldCodec[] lowNumbers = {};

  MessageCodec(Descriptor type, boolean printDefaults) {
    this.type = type;
    this.printDefaults = printDefaults;
  }

  /// Second step of the making: types refer to each other.
  void link(JsonCodecs codecs) {
    byIndex = new FieldCodec[type.getFields().size()];
    for (FieldDescriptor field : type.getFields()) {
      FieldCodec codec = new FieldCodec(field, codecs);
      byIndex[field.getIndex()] = codec;
      byNumber.put(field.getNumber(), codec);
      byName.put(field.getName(), codec);
      byName.put(field.getJsonName(), codec);
    }
    lowNumbers = new FieldCodec[LOW_NUMBERS];
    for (int number = 0; number < LOW_NUMBERS; number++) {
      lowNumbers[number] = byNumber.get(number);
    }
  }

  @Nullable FieldCodec field(String name) {
    return byName.get(name);
  }

  /// The field on the wire; null for one that this contract does not know.
  @Nullable FieldCodec numbered(int number) {
    return number < lowNumbers.length ? lowNumbers[number] : byNumber.get(number);
  }

  FieldCodec field(FieldDescriptor field) {
    return byIndex[field.getIndex()];
  }

  @Override
  public DynamicMessage read(JsonParser in) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    readInto(in, message);
    return message.build();
  }

  void readInto(JsonParser in, DynamicMessage.Builder message) {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw TranscodingException.invalid(JsonText.name(in), "an object");
    }
    BitSet seen = new BitSet(byIndex.length);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      readField(name, in, message, seen);
    }
  }

  void readField(String name, JsonParser in, DynamicMessage.Builder message, BitSet seen) {
    FieldCodec codec = byName.get(name);
    if (codec == null) {
      throw TranscodingException.field(Reason.UNKNOWN_FIELD, name);
    }
    if (seen.get(codec.field().getIndex())) {
      throw TranscodingException.field(Reason.DUPLICATE_VALUE, name);
    }
    seen.set(codec.field().getIndex());
    if (codec.isLeftOut(in)) {
      return;
    }
    codec.refuseSecondMember(message, "", name);
    try {
      codec.read(in, message);
    } catch (TranscodingException e) {
      throw e.under(name);
    }
  }

  @Override
  public Object parse(String text) {
    throw TranscodingException.invalid(text, "the fields of the message, by dotted names");
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    out.writeStartObject();
    writeFields(out, (Message) value);
    out.writeEndObject();
  }

  void writeFields(JsonGenerator out, Message message) {
    if (printDefaults) {
      for (FieldCodec codec : byIndex) {
        FieldDescriptor field = codec.field();
        if (!field.hasPresence() || message.hasField(field)) {
          codec.write(out, message.getField(field));
        }
      }
      return;
    }
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      byIndex[entry.getKey().getIndex()].write(out, entry.getValue());
    }
  }
}
