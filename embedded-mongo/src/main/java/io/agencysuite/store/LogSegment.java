package io.agencysuite.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One preallocated file of the redo log, filled with zeros so that a full disk shows when room is
 * reserved, not when an acknowledged write needs it.
 */
final class LogSegment implements AutoCloseable {

  static final int HEADER_BYTES = 16;

  private static final long MAGIC = 0x4147454E434C4F47L;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final int capacity;
  private int used = HEADER_BYTES;
  private long lastPosition;

  private LogSegment(Path file, FileChannel channel, int capacity) {
    this.file = file;
    this.channel = channel;
    this.capacity = capacity;
  }

  static LogSegment create(Path directory, long sequence, int capacity) throws IOException {
    Path file = directory.resolve(String.format(Locale.ROOT, "log-%012d.redo", sequence));
    Path unfinished = directory.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (FileChannel fresh =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(Math.min(capacity, CHUNK_BYTES));
      for (long at = 0; at < capacity; at += zeros.capacity()) {
        write(fresh, zeros.clear().limit((int) Math.min(zeros.capacity(), capacity - at)), at);
      }
      write(fresh, ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(sequence).flip(), 0);
      fresh.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directory);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    return new LogSegment(file, channel, capacity);
  }

  /** The log files of a directory, oldest first. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("log-\\d{12}\\.redo"))
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }

  static long sequenceOf(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(4, 16));
  }

  static boolean hasHeader(ByteBuffer content, long sequence) {
    return content.limit() >= HEADER_BYTES
        && content.getLong(0) == MAGIC
        && content.getLong(8) == sequence;
  }

  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  int room() {
    return capacity - used;
  }

  long lastPosition() {
    return lastPosition;
  }

  /** Sets a batch's place; the caller holds the log's lock. */
  int take(LogBatch batch) {
    int offset = used;
    used += batch.bytes();
    lastPosition = batch.lastPosition();
    return offset;
  }

  void write(ByteBuffer frame, int offset) throws IOException {
    write(channel, frame, offset);
  }

  void sync() throws IOException {
    channel.force(false);
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long offset = at;
    while (bytes.hasRemaining()) {
      offset += channel.write(bytes, offset);
    }
  }
}
