package io.agencysuite.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's one ordered log. Appending gives a record its position and never touches the disk
 * while there is reserved room; a single thread writes and syncs whatever has gathered, and whoever
 * needs a position durable waits for it outside any other lock.
 */
final class RedoLog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedoLog.class);
  private static final long RETRY_NANOS = 100_000_000L;

  private final Path directory;
  private final int segmentBytes;
  private final Faults faults;
  private final Thread flusher;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final Deque<LogBatch> sealed = new ArrayDeque<>();
  private final Deque<LogSegment> filled = new ArrayDeque<>();
  private LogSegment current;
  private @Nullable LogBatch open;
  private boolean closing;

  private final ReentrantLock spareLock = new ReentrantLock();
  private @Nullable LogSegment spare;
  private long nextSequence;

  private volatile long appended;
  private volatile long synced;
  private volatile @Nullable IOException halted;
  private volatile @Nullable IOException stuck;

  RedoLog(Path directory, int segmentBytes, long lastPosition, long firstSequence, Faults faults)
      throws IOException {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.faults = faults;
    this.appended = lastPosition;
    this.synced = lastPosition;
    this.nextSequence = firstSequence;
    this.current = createSegment(segmentBytes);
    this.flusher = Thread.ofPlatform().daemon().name("store-log").unstarted(this::flush);
  }

  RedoLog start() {
    flusher.start();
    return this;
  }

  /** The position of the newest record, synced or not. */
  long appended() {
    return appended;
  }

  long synced() {
    return synced;
  }

  /** Orders an effect; the caller applies it afterwards, under the lock that orders its data. */
  long append(LogRecord logRecord) {
    lock.lock();
    try {
      refuseWhenHalted();
      IOException blocked = stuck;
      if (blocked != null) {
        throw StoreErrors.outOfDiskSpace(blocked);
      }
      long position = appended + 1;
      faults.beforeAppend(position);
      batchWithRoom(logRecord.bytes()).add(logRecord);
      appended = position;
      work.signal();
      return position;
    } catch (IOException e) {
      throw StoreErrors.outOfDiskSpace(e);
    } finally {
      lock.unlock();
    }
  }

  /** Returns once the position is durable. */
  void awaitSynced(long position) {
    if (synced >= position && halted == null) {
      return;
    }
    lock.lock();
    try {
      while (synced < position) {
        refuseWhenHalted();
        IOException blocked = stuck;
        if (blocked != null) {
          throw StoreErrors.outOfDiskSpace(blocked);
        }
        progress.awaitUninterruptibly();
      }
      refuseWhenHalted();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the current segment, so that a checkpoint can drop everything before it. */
  void roll() throws IOException {
    lock.lock();
    try {
      if (current.lastPosition() == 0 && open == null) {
        return;
      }
      sealOpen();
      nextSegment(0);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Deletes the segments that hold nothing newer than the position. */
  void truncate(long position) throws IOException {
    List<LogSegment> obsolete = new ArrayList<>();
    lock.lock();
    try {
      while (!filled.isEmpty() && filled.getFirst().lastPosition() <= position) {
        obsolete.add(filled.removeFirst());
      }
    } finally {
      lock.unlock();
    }
    for (LogSegment segment : obsolete) {
      segment.delete();
    }
  }

  @Nullable IOException failure() {
    return halted;
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    joinFlusher();
    for (LogSegment segment : filled) {
      segment.close();
    }
    current.close();
    LogSegment unused = spare;
    if (unused != null) {
      unused.close();
    }
  }

  private void joinFlusher() {
    boolean interrupted = false;
    while (flusher.isAlive()) {
      try {
        flusher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private LogBatch batchWithRoom(int recordBytes) throws IOException {
    LogBatch batch = open;
    if (batch != null && current.room() < batch.bytes() + recordBytes) {
      LogSegment full = current;
      // The new segment comes first: when there is no room for it, nothing has changed.
      LogSegment next = takeSpare(LogSegment.HEADER_BYTES + LogBatch.FRAME_BYTES + recordBytes);
      sealOpen();
      filled.addLast(full);
      current = next;
      batch = null;
    } else if (batch == null && current.room() < LogBatch.FRAME_BYTES + recordBytes) {
      nextSegment(recordBytes);
    }
    if (batch == null) {
      batch = new LogBatch(current, appended + 1);
      open = batch;
    }
    return batch;
  }

  private void nextSegment(int recordBytes) throws IOException {
    LogSegment next =
        takeSpare(LogSegment.HEADER_BYTES + LogBatch.FRAME_BYTES + Math.max(recordBytes, 1));
    filled.addLast(current);
    current = next;
  }

  private void sealOpen() {
    LogBatch batch = open;
    if (batch != null) {
      batch.place();
      sealed.addLast(batch);
      open = null;
    }
  }

  private LogSegment takeSpare(int neededBytes) throws IOException {
    spareLock.lock();
    try {
      LogSegment next = spare;
      if (next == null) {
        next = createSegment(Math.max(segmentBytes, neededBytes));
      } else if (next.room() + LogSegment.HEADER_BYTES < neededBytes) {
        LogSegment larger = createSegment(neededBytes);
        filled.addLast(next);
        next = larger;
      }
      spare = null;
      return next;
    } finally {
      spareLock.unlock();
    }
  }

  private LogSegment createSegment(int bytes) throws IOException {
    faults.beforeReserve(bytes);
    LogSegment segment = LogSegment.create(directory, nextSequence, bytes);
    nextSequence++;
    return segment;
  }

  private void flush() {
    while (true) {
      LogBatch batch = nextBatch();
      if (batch == null) {
        return;
      }
      try {
        write(batch);
        faults.beforeSync(batch.lastPosition());
        batch.segment().sync();
      } catch (IOException | RuntimeException | Error e) {
        halt(e instanceof IOException io ? io : new IOException(e));
        return;
      }
      synced = batch.lastPosition();
      faults.afterSync(synced);
      signalProgress();
      reserveSpare();
    }
  }

  private @Nullable LogBatch nextBatch() {
    lock.lock();
    try {
      while (sealed.isEmpty() && open == null) {
        if (closing) {
          return null;
        }
        work.awaitUninterruptibly();
      }
      if (sealed.isEmpty()) {
        sealOpen();
      }
      return sealed.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  private void write(LogBatch batch) throws IOException {
    ByteBuffer frame = batch.frame();
    while (true) {
      try {
        faults.beforeWrite(batch.firstPosition(), batch.lastPosition());
        batch.segment().write(frame.duplicate(), batch.offset());
        stuck = null;
        return;
      } catch (IOException e) {
        if (closing) {
          throw e;
        }
        log.warn("the log cannot be written, trying again: {}", e.getMessage());
        stuck = e;
        signalProgress();
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void reserveSpare() {
    spareLock.lock();
    try {
      if (spare == null) {
        spare = createSegment(segmentBytes);
      }
    } catch (IOException e) {
      log.warn("no room for the next log segment: {}", e.getMessage());
    } finally {
      spareLock.unlock();
    }
  }

  /** Refuses everything from now on; a restart recovers what was acknowledged. */
  void halt(IOException cause) {
    log.error("the store halts", cause);
    halted = cause;
    signalProgress();
  }

  private void signalProgress() {
    lock.lock();
    try {
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void refuseWhenHalted() {
    IOException cause = halted;
    if (cause != null) {
      throw StoreErrors.halted(cause);
    }
  }
}
