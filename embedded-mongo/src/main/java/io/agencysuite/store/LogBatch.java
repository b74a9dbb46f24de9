package io.agencysuite.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Records that are written, checksummed and synced together. A batch is written only after the one
 * before it is synced, hence a damaged batch that has a successor was acknowledged once.
 *
 * <p>Layout: magic, body length, first and last position, CRC32C of all these and the body; the
 * body; a trailer byte that is never zero, so that an unwritten tail shows.
 */
final class LogBatch {

  static final int MAGIC = 0xA61C0DE5;
  static final int HEADER_BYTES = 4 + 4 + 8 + 8 + 4;
  static final int FRAME_BYTES = HEADER_BYTES + 1;
  static final byte TRAILER = (byte) 0xA5;

  private static final int CRC_OFFSET = HEADER_BYTES - 4;

  private final LogSegment segment;
  private final long firstPosition;
  private long lastPosition;
  private int offset;
  private ByteBuffer buffer;

  LogBatch(LogSegment segment, long firstPosition) {
    this.segment = segment;
    this.firstPosition = firstPosition;
    this.lastPosition = firstPosition - 1;
    this.buffer = ByteBuffer.allocate(4096).position(HEADER_BYTES);
  }

  LogSegment segment() {
    return segment;
  }

  long firstPosition() {
    return firstPosition;
  }

  long lastPosition() {
    return lastPosition;
  }

  int offset() {
    return offset;
  }

  int bytes() {
    return buffer.position() + 1;
  }

  /** Ends the batch and gives it its place in the segment; the caller holds the log's lock. */
  void place() {
    offset = segment.take(this);
  }

  void add(LogRecord logRecord) {
    int needed = buffer.position() + logRecord.bytes() + 1;
    if (needed > buffer.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, buffer.capacity() * 2));
      larger.put(buffer.flip());
      buffer = larger;
    }
    logRecord.writeTo(buffer);
    lastPosition++;
  }

  /** The finished frame, ready to be written. */
  ByteBuffer frame() {
    int end = buffer.position();
    buffer.putInt(0, MAGIC).putInt(4, end - HEADER_BYTES);
    buffer.putLong(8, firstPosition).putLong(16, lastPosition);
    buffer.putInt(CRC_OFFSET, checksum(buffer, 0, end - HEADER_BYTES));
    buffer.put(end, TRAILER);
    return buffer.duplicate().position(0).limit(end + 1);
  }

  static int checksum(ByteBuffer frames, int offset, int bodyBytes) {
    CRC32C crc = new CRC32C();
    crc.update(frames.duplicate().limit(offset + CRC_OFFSET).position(offset));
    crc.update(
        frames
            .duplicate()
            .limit(offset + HEADER_BYTES + bodyBytes)
            .position(offset + HEADER_BYTES));
    return (int) crc.getValue();
  }

  static int storedChecksum(ByteBuffer frames, int offset) {
    return frames.getInt(offset + CRC_OFFSET);
  }
}
