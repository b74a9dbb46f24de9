package io.agencysuite.gateway.transcode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// A message as it came over the wire. It is taken apart only when somebody looks into it.
public final class WireMessage {
  private final Descriptor type;
  private final byte[] bytes;
  private @Nullable Message message;

  public WireMessage(Descriptor type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  public static WireMessage of(Message message) {
    WireMessage wire = new WireMessage(message.getDescriptorForType(), message.toByteArray());
    wire.message = message;
    return wire;
  }

  public Descriptor type() {
    return type;
  }

  byte[] bytes() {
    return bytes;
  }

  /// A text of the message itself, found without taking the rest apart.
  ///
  /// @throws UncheckedIOException if the bytes are no such message
  public String text(FieldDescriptor field) {
    int wanted = field.getNumber() << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    String text = "";
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == wanted) {
          text = in.readStringRequireUtf8();
        } else {
          in.skipField(tag);
        }
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The message with its fields.
  ///
  /// @throws UncheckedIOException if the bytes are no such message
  public Message message() {
    Message known = message;
    if (known == null) {
      try {
        known = DynamicMessage.parseFrom(type, bytes);
      } catch (InvalidProtocolBufferException e) {
        throw new UncheckedIOException(e);
      }
      message = known;
    }
    return known;
  }
}
