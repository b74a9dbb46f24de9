package io.agencysuite.gateway.transcode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/// Scalars from the wire into JSON, boxed only where a codec decides about the form.
final class WireScalars {

  private WireScalars() {}

  static void write(CodedInputStream in, JsonGenerator out, FieldCodec field) throws IOException {
    switch (field.type()) {
      case INT32 -> out.writeNumber(in.readInt32());
      case SINT32 -> out.writeNumber(in.readSInt32());
      case SFIXED32 -> out.writeNumber(in.readSFixed32());
      case UINT32 -> out.writeNumber(Integer.toUnsignedLong(in.readUInt32()));
      case FIXED32 -> out.writeNumber(Integer.toUnsignedLong(in.readFixed32()));
      case INT64 -> out.writeString(Long.toString(in.readInt64()));
      case SINT64 -> out.writeString(Long.toString(in.readSInt64()));
      case SFIXED64 -> out.writeString(Long.toString(in.readSFixed64()));
      case UINT64 -> out.writeString(Long.toUnsignedString(in.readUInt64()));
      case FIXED64 -> out.writeString(Long.toUnsignedString(in.readFixed64()));
      case BOOL -> out.writeBoolean(in.readBool());
      case FLOAT -> field.value().write(out, in.readFloat());
      case DOUBLE -> field.value().write(out, in.readDouble());
      case BYTES -> field.value().write(out, in.readBytes());
      case ENUM -> {
        EnumDescriptor type = field.field().getEnumType();
        int number = in.readEnum();
        if (type.isClosed() && type.findValueByNumber(number) == null) {
          throw new WireJson.NotCanonical();
        }
        field.value().write(out, type.findValueByNumberCreatingIfUnknown(number));
      }
      case STRING, MESSAGE, GROUP ->
          throw new IllegalStateException(field.field().getFullName() + ": no scalar");
    }
  }

  /// The text of a map key.
  static String key(CodedInputStream in, FieldDescriptor key) throws IOException {
    return switch (key.getType()) {
      case STRING -> in.readStringRequireUtf8();
      case BOOL -> Boolean.toString(in.readBool());
      case INT32 -> Integer.toString(in.readInt32());
      case SINT32 -> Integer.toString(in.readSInt32());
      case SFIXED32 -> Integer.toString(in.readSFixed32());
      case UINT32 -> Integer.toUnsignedString(in.readUInt32());
      case FIXED32 -> Integer.toUnsignedString(in.readFixed32());
      case INT64 -> Long.toString(in.readInt64());
      case SINT64 -> Long.toString(in.readSInt64());
      case SFIXED64 -> Long.toString(in.readSFixed64());
      case UINT64 -> Long.toUnsignedString(in.readUInt64());
      case FIXED64 -> Long.toUnsignedString(in.readFixed64());
      case FLOAT, DOUBLE, BYTES, ENUM, MESSAGE, GROUP ->
          throw new IllegalStateException(key.getFullName() + ": no map key");
    };
  }
}
