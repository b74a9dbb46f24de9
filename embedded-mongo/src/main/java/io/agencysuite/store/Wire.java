package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frames of MongoDB's wire protocol: OP_MSG, and OP_QUERY for a driver's first handshake. */
final class Wire {

  private static final int HEADER_BYTES = 16;
  private static final int OP_REPLY = 1;
  private static final int OP_QUERY = 2004;
  private static final int OP_MSG = 2013;
  private static final int CHECKSUM_PRESENT = 1;
  private static final int MORE_TO_COME = 2;
  private static final int REQUIRED_FLAGS = 0xFFFF;
  private static final int AWAIT_CAPABLE = 8;
  private static final int AT_ONCE_BYTES = 1 << 20;

  private Wire() {}

  /**
   * A message as received.
   *
   * @param body empty when it could not be read
   * @param unreadable what is wrong with it, else null
   * @param legacy whether it came as OP_QUERY and wants OP_REPLY
   * @param wantsReply false for unacknowledged writes
   */
  record Message(
      int id, Document body, @Nullable String unreadable, boolean legacy, boolean wantsReply) {}

  /** The next message, or null when the client has hung up. */
  static @Nullable Message read(DataInputStream in) throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    int first = in.read(header);
    if (first < 0) {
      return null;
    }
    in.readFully(header, first, HEADER_BYTES - first);
    ByteBuf fields = Unpooled.wrappedBuffer(header);
    int length = fields.readIntLE();
    int id = fields.readIntLE();
    fields.readIntLE();
    int opcode = fields.readIntLE();
    if (length < HEADER_BYTES || length > ServerCommands.MAX_MESSAGE_BYTES) {
      throw new IOException("message length: " + length + " (expected: 16..48000000)");
    }
    byte[] rest = rest(in, length - HEADER_BYTES);
    ByteBuf content = Unpooled.wrappedBuffer(rest);
    try {
      return switch (opcode) {
        case OP_MSG -> message(id, content);
        case OP_QUERY -> query(id, content);
        default -> throw new IOException("opcode: " + opcode + " (expected: OP_MSG)");
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Message(id, new Document(), e.getMessage(), opcode == OP_QUERY, true);
    }
  }

  /** A large message takes memory only as it comes. */
  private static byte[] rest(DataInputStream in, int bytes) throws IOException {
    byte[] rest = bytes > AT_ONCE_BYTES ? in.readNBytes(bytes) : new byte[bytes];
    if (bytes <= AT_ONCE_BYTES) {
      in.readFully(rest);
    } else if (rest.length < bytes) {
      throw new EOFException("message ended early");
    }
    return rest;
  }

  private static Message message(int id, ByteBuf content) throws IOException {
    int flags = content.readIntLE();
    if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) != 0) {
      throw new IOException("flags: " + flags + " (expected: known ones)");
    }
    int end = content.writerIndex() - ((flags & CHECKSUM_PRESENT) == 0 ? 0 : 4);
    Document body = new Document();
    Document sequences = new Document();
    while (content.readerIndex() < end) {
      if (content.readByte() == 0) {
        body = Bson.decode(content);
      } else {
        int sequenceEnd = content.readerIndex() + content.getIntLE(content.readerIndex());
        content.readIntLE();
        String name = BsonDecoder.decodeCString(content);
        List<Document> documents = new ArrayList<>();
        while (content.readerIndex() < sequenceEnd) {
          documents.add(Bson.decode(content));
        }
        sequences.put(name, documents);
      }
    }
    body.putAll(sequences);
    return new Message(id, body, null, false, (flags & MORE_TO_COME) == 0);
  }

  private static Message query(int id, ByteBuf content) {
    content.readIntLE();
    String namespace = BsonDecoder.decodeCString(content);
    content.readIntLE();
    content.readIntLE();
    Document body = Bson.decode(content);
    int dot = namespace.indexOf('.');
    body.put("$db", dot < 0 ? namespace : namespace.substring(0, dot));
    return new Message(id, body, null, true, true);
  }

  static ByteBuf reply(Message to, Document reply) {
    ByteBuf out = Unpooled.buffer(1024);
    out.writeIntLE(0).writeIntLE(0).writeIntLE(to.id());
    if (to.legacy()) {
      out.writeIntLE(OP_REPLY).writeIntLE(AWAIT_CAPABLE).writeLongLE(0);
      out.writeIntLE(0).writeIntLE(1);
    } else {
      out.writeIntLE(OP_MSG).writeIntLE(0).writeByte(0);
    }
    encode(reply, out);
    out.setIntLE(0, out.writerIndex());
    return out;
  }

  /** As the library's encoder, but lets stored documents through as they are. */
  private static void encode(Map<?, ?> document, ByteBuf out) {
    int start = out.writerIndex();
    out.writeIntLE(0);
    document.forEach((name, value) -> encodeField((String) name, value, out));
    out.writeByte(0);
    out.setIntLE(start, out.writerIndex() - start);
  }

  private static void encodeField(String name, @Nullable Object value, ByteBuf out) {
    byte type = value instanceof RawDocument ? 3 : BsonEncoder.determineType(value);
    out.writeByte(type);
    out.writeBytes(name.getBytes(StandardCharsets.UTF_8)).writeByte(0);
    switch (value) {
      case RawDocument raw -> out.writeBytes(raw.bytes());
      case Map<?, ?> document -> encode(document, out);
      case Collection<?> array -> encodeArray(array, out);
      case null, default -> BsonEncoder.encodeValue(type, value, out);
    }
  }

  private static void encodeArray(Collection<?> array, ByteBuf out) {
    int start = out.writerIndex();
    out.writeIntLE(0);
    int index = 0;
    for (Object element : array) {
      encodeField(Integer.toString(index++), element, out);
    }
    out.writeByte(0);
    out.setIntLE(start, out.writerIndex() - start);
  }
}
