package io.agencysuite.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays the log at start. A torn tail, which nobody was told about, is dropped; damage to
 * anything that was synced once refuses the start.
 */
final class LogReader {

  private static final Logger log = LoggerFactory.getLogger(LogReader.class);
  private static final int SECTOR_BYTES = 512;

  private final List<Path> files;
  private final long after;
  private final Effects effects;
  private long last;
  private boolean torn;

  /** Receives the records that the pages do not hold yet. */
  interface Effects {
    void apply(long position, LogRecord logRecord);
  }

  private LogReader(List<Path> files, long after, Effects effects) {
    this.files = files;
    this.after = after;
    this.effects = effects;
    this.last = -1;
  }

  /** Applies what lies after the position; returns the position of the last record there is. */
  static long replay(Path directory, long after, Effects effects) throws IOException {
    LogReader reader = new LogReader(LogSegment.list(directory), after, effects);
    for (int i = 0; i < reader.files.size(); i++) {
      reader.readSegment(i);
    }
    return Math.max(after, reader.last);
  }

  private void readSegment(int index) throws IOException {
    Path file = files.get(index);
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    if (!LogSegment.hasHeader(content, LogSegment.sequenceOf(file))) {
      throw damaged(file, 0, "the segment header is not readable");
    }
    int offset = LogSegment.HEADER_BYTES;
    while (!isBlank(content, offset, content.limit())) {
      int end = frameEnd(content, offset);
      if (end < 0) {
        dropTornTail(index, content, offset);
        return;
      }
      readBatch(file, content, offset);
      offset = end;
    }
  }

  private void readBatch(Path file, ByteBuffer content, int offset) {
    long first = content.getLong(offset + 8);
    long end = content.getLong(offset + 16);
    if (torn || (last >= 0 && first != last + 1)) {
      throw damaged(file, offset, "position " + first + " follows " + last);
    }
    if (last < 0 && first > after + 1) {
      throw damaged(file, offset, "the log begins at " + first + ", the pages end at " + after);
    }
    ByteBuffer body = content.duplicate();
    body.position(offset + LogBatch.HEADER_BYTES);
    for (long position = first; position <= end; position++) {
      LogRecord logRecord = LogRecord.readFrom(body);
      if (position > after) {
        effects.apply(position, logRecord);
      }
    }
    last = end;
  }

  private void dropTornTail(int index, ByteBuffer content, int offset) throws IOException {
    Path file = files.get(index);
    if (hasFrameAfter(content, offset + 1) || laterFileHasFrame(index)) {
      throw damaged(file, offset, "the checksum does not match and newer records follow");
    }
    if (!isTorn(content, offset) || isCompleteButForItsLength(content, offset)) {
      throw damaged(file, offset, "the checksum does not match although the record is complete");
    }
    torn = true;
    log.warn("dropped an unacknowledged, torn record at {} offset {}", file, offset);
  }

  private boolean laterFileHasFrame(int index) throws IOException {
    for (Path later : files.subList(index + 1, files.size())) {
      if (hasFrameAfter(ByteBuffer.wrap(Files.readAllBytes(later)), LogSegment.HEADER_BYTES)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasFrameAfter(ByteBuffer content, int from) {
    for (int offset = from; offset <= content.limit() - LogBatch.FRAME_BYTES; offset++) {
      if (content.getInt(offset) == LogBatch.MAGIC && frameEnd(content, offset) > 0) {
        return true;
      }
    }
    return false;
  }

  /** A disk writes whole sectors, so a torn record has a sector that is still blank. */
  private static boolean isTorn(ByteBuffer content, int offset) {
    int claimed = claimedEnd(content, offset);
    int end = claimed < 0 ? writtenEnd(content, offset) : claimed;
    for (int from = offset; from < end; from = (from / SECTOR_BYTES + 1) * SECTOR_BYTES) {
      if (isBlank(content, from, Math.min(end, (from / SECTOR_BYTES + 1) * SECTOR_BYTES))) {
        return true;
      }
    }
    return false;
  }

  /** A length that reaches into unwritten sectors makes a complete record look torn. */
  private static boolean isCompleteButForItsLength(ByteBuffer content, int offset) {
    int bytes = writtenEnd(content, offset) - offset;
    int body = bytes - LogBatch.FRAME_BYTES;
    if (body < 0) {
      return false;
    }
    ByteBuffer mended = ByteBuffer.allocate(bytes).put(0, content, offset, bytes).putInt(4, body);
    return frameEnd(mended, 0) == bytes;
  }

  private static int writtenEnd(ByteBuffer content, int offset) {
    int end = content.limit();
    while (end > offset && content.get(end - 1) == 0) {
      end--;
    }
    return end;
  }

  /** Where a sound frame ends, or -1. */
  private static int frameEnd(ByteBuffer content, int offset) {
    int end = claimedEnd(content, offset);
    if (end < 0 || content.get(end - 1) != LogBatch.TRAILER) {
      return -1;
    }
    int body = content.getInt(offset + 4);
    return LogBatch.checksum(content, offset, body) == LogBatch.storedChecksum(content, offset)
        ? end
        : -1;
  }

  private static int claimedEnd(ByteBuffer content, int offset) {
    if (offset > content.limit() - LogBatch.FRAME_BYTES
        || content.getInt(offset) != LogBatch.MAGIC) {
      return -1;
    }
    int body = content.getInt(offset + 4);
    return body < 0 || body > content.limit() - offset - LogBatch.FRAME_BYTES
        ? -1
        : offset + LogBatch.FRAME_BYTES + body;
  }

  private static boolean isBlank(ByteBuffer content, int from, int to) {
    for (int i = from; i < to; i++) {
      if (content.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static StoreStartException damaged(Path file, int offset, String reason) {
    return new StoreStartException(
        "The log "
            + file
            + " is damaged at offset "
            + offset
            + ": "
            + reason
            + ". Restore the directory from a backup.");
  }
}
