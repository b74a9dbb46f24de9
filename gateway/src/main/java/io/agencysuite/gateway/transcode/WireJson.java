package io.agencysuite.gateway.transcode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/// Writes the JSON form of a message straight from its wire bytes, without a message in between.
///
/// It knows the order in which every protobuf library writes: fields by their numbers, each once, a
/// repeated one in one piece. Bytes that use a freedom beyond that (merging, overwriting, another
/// wire type, a group) are left to the slow way, which is told by [NotCanonical].
final class WireJson {
  private static final int DEPTH_MAX = 90;
  private static final int SECONDS = 1 << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int NANOS = 2 << 3 | WireFormat.WIRETYPE_VARINT;

  private final byte[] bytes;
  private final CodedInputStream in;
  private final JsonGenerator out;
  private int depth;

  /// The bytes have to be read by way of a message.
  static final class NotCanonical extends IOException {
    private static final long serialVersionUID = 1L;

    NotCanonical() {
      super("not canonical", null);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private WireJson(byte[] bytes, JsonGenerator out) {
    this.bytes = bytes;
    this.in = CodedInputStream.newInstance(bytes);
    this.out = out;
  }

  /// @throws NotCanonical after some of the JSON may have been written
  static void write(byte[] bytes, MessageCodec codec, JsonGenerator out) throws IOException {
    new WireJson(bytes, out).message(codec);
  }

  private void message(MessageCodec codec) throws IOException {
    if (++depth > DEPTH_MAX) {
      throw new NotCanonical();
    }
    out.writeStartObject();
    int last = 0;
    long chosen = 0;
    int tag = in.readTag();
    while (tag != 0) {
      int number = WireFormat.getTagFieldNumber(tag);
      FieldCodec field = codec.numbered(number);
      if (field == null) {
        if (!in.skipField(tag)) {
          throw new NotCanonical();
        }
        tag = in.readTag();
        continue;
      }
      OneofDescriptor oneof = field.oneof();
      if (number <= last) {
        throw new NotCanonical();
      }
      if (oneof != null) {
        long bit = 1L << oneof.getIndex();
        if (oneof.getIndex() >= Long.SIZE || (chosen & bit) != 0) {
          throw new NotCanonical();
        }
        chosen |= bit;
      }
      last = number;
      tag = field(field, tag);
    }
    out.writeEndObject();
    depth--;
  }

  /// Writes a field and reads the tag after it.
  private int field(FieldCodec field, int tag) throws IOException {
    if (field.isMap()) {
      return map(field, tag);
    }
    if (field.isRepeated()) {
      return list(field, tag);
    }
    require(tag, field.wireType());
    if (!field.hasPresence() && isDefault(field)) {
      return in.readTag();
    }
    out.writeName(field.jsonName());
    value(field);
    return in.readTag();
  }

  /// A default that stands on the wire although it need not is passed over.
  private boolean isDefault(FieldCodec field) throws IOException {
    int at = in.getTotalBytesRead();
    int zeros =
        switch (field.wireType()) {
          case WireFormat.WIRETYPE_FIXED32 -> 4;
          case WireFormat.WIRETYPE_FIXED64 -> 8;
          default -> 1;
        };
    for (int i = 0; i < zeros; i++) {
      if (at + i >= bytes.length || bytes[at + i] != 0) {
        refuseHiddenZero(at, field.wireType());
        return false;
      }
    }
    in.skipRawBytes(zeros);
    return true;
  }

  /// A zero in more bytes than it needs, or in the lower half of a number, is not worth its own
  /// way.
  private void refuseHiddenZero(int at, int wireType) throws NotCanonical {
    int low = 0;
    int i = at;
    while (i < bytes.length && bytes[i] < 0 && i < at + 5) {
      low |= (bytes[i] & 0x7f) << (7 * (i - at));
      i++;
    }
    boolean number = wireType == WireFormat.WIRETYPE_VARINT;
    boolean length = wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    if ((number || length) && i > at) {
      int last = i < bytes.length && i < at + 5 ? (bytes[i] & 0x7f) << (7 * (i - at)) : 0;
      if ((low | last) == 0) {
        throw new NotCanonical();
      }
    }
  }

  private int list(FieldCodec field, int first) throws IOException {
    boolean opened = false;
    int tag = first;
    while (WireFormat.getTagFieldNumber(tag) == WireFormat.getTagFieldNumber(first)) {
      boolean packed =
          field.field().isPackable()
              && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (!packed) {
        require(tag, field.wireType());
      }
      int limit = packed ? in.pushLimit(in.readRawVarint32()) : 0;
      while (!packed || in.getBytesUntilLimit() > 0) {
        if (!opened) {
          out.writeName(field.jsonName());
          out.writeStartArray();
          opened = true;
        }
        value(field);
        if (!packed) {
          break;
        }
      }
      if (packed) {
        in.popLimit(limit);
      }
      tag = in.readTag();
    }
    if (opened) {
      out.writeEndArray();
    }
    return tag;
  }

  private int map(FieldCodec field, int first) throws IOException {
    require(first, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    FieldCodec value = field.mapValue();
    out.writeName(field.jsonName());
    out.writeStartObject();
    int tag = first;
    while (tag == first) {
      int limit = in.pushLimit(in.readRawVarint32());
      if (in.readTag() != field.mapKeyTag()) {
        throw new NotCanonical();
      }
      out.writeName(WireScalars.key(in, field.mapKey()));
      if (in.readTag() != field.mapValueTag()) {
        throw new NotCanonical();
      }
      value(value);
      if (in.readTag() != 0) {
        throw new NotCanonical();
      }
      in.popLimit(limit);
      tag = in.readTag();
    }
    if (WireFormat.getTagFieldNumber(tag) == WireFormat.getTagFieldNumber(first)) {
      throw new NotCanonical();
    }
    out.writeEndObject();
    return tag;
  }

  private void value(FieldCodec field) throws IOException {
    switch (field.type()) {
      case STRING -> string();
      case MESSAGE -> nested(field);
      case GROUP -> throw new NotCanonical();
      default -> WireScalars.write(in, out, field);
    }
  }

  private void string() throws IOException {
    int length = in.readRawVarint32();
    int at = in.getTotalBytesRead();
    in.skipRawBytes(length);
    if (!UnsafeByteOperations.unsafeWrap(bytes, at, length).isValidUtf8()) {
      throw new NotCanonical();
    }
    if (PlainText.is(bytes, at, length)) {
      out.writeRawUTF8String(bytes, at, length);
    } else {
      out.writeUTF8String(bytes, at, length);
    }
  }

  private void nested(FieldCodec field) throws IOException {
    ValueCodec codec = field.value();
    if (codec instanceof MessageCodec plain) {
      int limit = in.pushLimit(in.readRawVarint32());
      message(plain);
      in.popLimit(limit);
    } else if (codec instanceof WellKnownCodecs.TimeCodec time) {
      int limit = in.pushLimit(in.readRawVarint32());
      out.writeString(time(time));
      in.popLimit(limit);
    } else {
      Descriptor type = field.field().getMessageType();
      codec.write(out, DynamicMessage.parseFrom(type, in.readBytes()));
    }
  }

  private String time(WellKnownCodecs.TimeCodec codec) throws IOException {
    long seconds = 0;
    int tag = in.readTag();
    if (tag == SECONDS) {
      seconds = in.readInt64();
      tag = in.readTag();
    }
    int nanos = 0;
    if (tag == NANOS) {
      nanos = in.readInt32();
      tag = in.readTag();
    }
    if (tag != 0) {
      throw new NotCanonical();
    }
    return codec.print(seconds, nanos);
  }

  private static void require(int tag, int wireType) throws NotCanonical {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw new NotCanonical();
    }
  }
}
