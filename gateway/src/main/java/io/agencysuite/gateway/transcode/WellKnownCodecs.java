package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// The types whose JSON form is not an object of their fields.
final class WellKnownCodecs {

  private WellKnownCodecs() {}

  static @Nullable ValueCodec of(Descriptor type, JsonCodecs codecs) {
    return switch (type.getFullName()) {
      case WellKnown.TIMESTAMP -> new TimeCodec(type, TimeText.TIMESTAMP);
      case WellKnown.DURATION -> new TimeCodec(type, TimeText.DURATION);
      case WellKnown.FIELD_MASK -> new FieldMaskCodec(type);
      case WellKnown.ANY -> new AnyCodec(type, codecs);
      case WellKnown.STRUCT, WellKnown.VALUE, WellKnown.LIST_VALUE -> new StructCodec(type);
      default -> WellKnown.isWrapper(type.getFullName()) ? new WrapperCodec(type) : null;
    };
  }

  /// A wrapper is the bare value.
  private static final class WrapperCodec implements ValueCodec {
    private final Descriptor type;
    private final FieldDescriptor field;
    private final ValueCodec value;

    WrapperCodec(Descriptor type) {
      this.type = type;
      this.field = type.findFieldByNumber(1);
      this.value = JsonCodecs.scalar(field);
    }

    @Override
    public Object read(JsonParser in) {
      return wrap(value.read(in));
    }

    @Override
    public Object parse(String text) {
      return wrap(value.parse(text));
    }

    @Override
    public void write(JsonGenerator out, Object message) {
      value.write(out, ((Message) message).getField(field));
    }

    private Message wrap(Object bare) {
      return DynamicMessage.newBuilder(type).setField(field, bare).build();
    }
  }

  /// Timestamp and Duration: seconds and nanos as one text.
  static final class TimeCodec implements ValueCodec {
    private final Descriptor type;
    private final FieldDescriptor seconds;
    private final FieldDescriptor nanos;
    private final TimeText form;

    TimeCodec(Descriptor type, TimeText form) {
      this.type = type;
      this.seconds = type.findFieldByNumber(1);
      this.nanos = type.findFieldByNumber(2);
      this.form = form;
    }

    String print(long someSeconds, int someNanos) {
      return form.print(someSeconds, someNanos);
    }

    @Override
    public Object read(JsonParser in) {
      return parse((String) ScalarCodec.STRING.read(in));
    }

    @Override
    public Object parse(String text) {
      TimeText.Parts parts = form.parse(text);
      return DynamicMessage.newBuilder(type)
          .setField(seconds, parts.seconds())
          .setField(nanos, parts.nanos())
          .build();
    }

    @Override
    public void write(JsonGenerator out, Object value) {
      Message message = (Message) value;
      out.writeString(form.print((long) message.getField(seconds), (int) message.getField(nanos)));
    }
  }
}
