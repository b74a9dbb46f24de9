package io.agencysuite.store;

import java.nio.ByteBuffer;

/**
 * One effect in the redo log.
 *
 * @param collection the collection's id, 0 for none
 * @param payload the document after the change, the key of a deleted one, or a catalog entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogRecord(Kind kind, long collection, byte[] payload) {

  private static final int HEADER_BYTES = 4 + 1 + 8;

  /** What a record does when it is replayed. */
  enum Kind {
    PUT(1),
    DELETE(2),
    DEFINE(3),
    DROP(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("record kind: " + code + " (expected: 1..4)");
    }
  }

  int bytes() {
    return HEADER_BYTES + payload.length;
  }

  void writeTo(ByteBuffer out) {
    out.putInt(payload.length).put((byte) kind.code).putLong(collection).put(payload);
  }

  static LogRecord readFrom(ByteBuffer in) {
    int length = in.getInt();
    Kind kind = Kind.of(in.get());
    long collection = in.getLong();
    byte[] payload = new byte[length];
    in.get(payload);
    return new LogRecord(kind, collection, payload);
  }
}
