package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents to bytes and back. Scalars are the library's business; documents, arrays and binaries
 * are read here, because it would drop a binary's subtype without a word.
 */
final class Bson {

  static final int MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

  private static final int MAX_DEPTH = 180;

  private Bson() {}

  static Document decode(byte[] bytes) {
    return decode(Unpooled.wrappedBuffer(bytes));
  }

  static Document decode(ByteBuf in) {
    return document(in, 0);
  }

  static byte[] encode(Document document) {
    ByteBuf buffer = Unpooled.buffer(512 + binaryBytes(document));
    BsonEncoder.encodeDocument(document, buffer);
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return bytes;
  }

  /** So that the buffer of a document with large binaries need not grow. */
  private static int binaryBytes(Document document) {
    int bytes = 0;
    for (Object value : document.values()) {
      bytes += value instanceof byte[] binary ? binary.length : 0;
    }
    return bytes;
  }

  private static Document document(ByteBuf in, int depth) {
    int end = end(in, depth);
    Document document = new Document();
    for (byte type = in.readByte(); type != 0; type = in.readByte()) {
      String name = BsonDecoder.decodeCString(in);
      if (document.put(name, value(type, in, depth)) != null) {
        throw new IllegalArgumentException("field " + name + " occurs twice in a document");
      }
    }
    checkEnd(in, end);
    return document;
  }

  private static List<@Nullable Object> array(ByteBuf in, int depth) {
    int end = end(in, depth);
    List<@Nullable Object> array = new ArrayList<>();
    for (byte type = in.readByte(); type != 0; type = in.readByte()) {
      in.skipBytes(in.bytesBefore((byte) 0) + 1);
      array.add(value(type, in, depth));
    }
    checkEnd(in, end);
    return array;
  }

  private static @Nullable Object value(byte type, ByteBuf in, int depth) {
    return switch (type) {
      case BsonConstants.TYPE_EMBEDDED_DOCUMENT -> document(in, depth + 1);
      case BsonConstants.TYPE_ARRAY -> array(in, depth + 1);
      case BsonConstants.TYPE_DATA -> binary(in);
      default -> BsonDecoder.decodeValue(type, in);
    };
  }

  private static Object binary(ByteBuf in) {
    int subtype = in.getByte(in.readerIndex() + 4) & 0xFF;
    if (subtype != 0 && subtype != 3 && subtype != 4) {
      throw new IllegalArgumentException(
          "binary subtype: " + subtype + " (expected: 0 for bytes, 3 or 4 for a UUID)");
    }
    return BsonDecoder.decodeValue(BsonConstants.TYPE_DATA, in);
  }

  private static int end(ByteBuf in, int depth) {
    int start = in.readerIndex();
    int length = in.readIntLE();
    if (length < 5 || length > in.writerIndex() - start) {
      throw new IllegalArgumentException(
          "document length: " + length + " (expected: 5.." + (in.writerIndex() - start) + ")");
    }
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("nesting: over " + MAX_DEPTH + " levels");
    }
    return start + length;
  }

  private static void checkEnd(ByteBuf in, int end) {
    if (in.readerIndex() != end) {
      throw new IllegalArgumentException(
          "document end: " + in.readerIndex() + " (expected: " + end + ")");
    }
  }
}
