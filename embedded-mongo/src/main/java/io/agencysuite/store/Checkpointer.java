package io.agencysuite.store;

import de.bwaldvogel.mongo.exception.MongoServerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a checkpoint when enough pages are dirty, and holds writers back when it lags. */
final class Checkpointer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Storage storage;
  private final int threshold;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition due = lock.newCondition();
  private final Condition done = lock.newCondition();
  private boolean closing;
  private volatile @Nullable IOException failure;

  Checkpointer(Storage storage, int threshold) {
    this.storage = storage;
    this.threshold = threshold;
    this.thread = Thread.ofPlatform().daemon().name("store-checkpoint").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Called before every change, outside all other locks. */
  void throttle() {
    if (storage.pages().dirtyBytes() < threshold) {
      return;
    }
    lock.lock();
    try {
      due.signal();
      while (storage.pages().dirtyBytes() > storage.dirtyLimit() && !closing) {
        IOException cause = failure;
        if (cause != null) {
          throw StoreErrors.outOfDiskSpace(cause);
        }
        done.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitDue()) {
      try {
        storage.checkpoint();
        failure = null;
      } catch (IOException | MongoServerException e) {
        log.warn("checkpoint put off: {}", e.getMessage());
        failure = e instanceof IOException io ? io : new IOException(e);
      } catch (MVStoreException | Error e) {
        // The page store has closed itself; the log still holds everything for the next start.
        storage.log().halt(new IOException("the page file failed: " + e.getMessage(), e));
        return;
      }
      lock.lock();
      try {
        done.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean awaitDue() {
    lock.lock();
    try {
      long patience = failure == null ? 0 : PAUSE.toNanos();
      while (!closing && (patience > 0 || storage.pages().dirtyBytes() < threshold)) {
        long left = due.awaitNanos(patience > 0 ? patience : PAUSE.toNanos());
        patience = patience > 0 ? left : 0;
      }
      return !closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      due.signal();
      done.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
