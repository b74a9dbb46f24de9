package io.agencysuite.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Does a bounded number of things at once.
public final class Fanout {

  private final int width;

  public Fanout(int width) {
    this.width = width;
  }

  /// The results in the order of the items. The first failure ends it after what is under way.
  public <T, R> List<R> map(List<T> items, Function<T, R> work) {
    Semaphore permits = new Semaphore(width);
    List<Future<R>> futures = new ArrayList<>(items.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        permits.acquireUninterruptibly();
        if (!futures.isEmpty() && failed(futures)) {
          break;
        }
        futures.add(
            threads.submit(() -> {
              try {
                return work.apply(item);
              } finally {
                permits.release();
              }
            }));
      }
    }
    return results(futures);
  }

  private static <R> boolean failed(List<Future<R>> futures) {
    Future<R> earlier = futures.get(Math.max(0, futures.size() - 2));
    return earlier.state() == Future.State.FAILED;
  }

  private static <R> List<R> results(List<Future<R>> futures) {
    List<R> results = new ArrayList<>(futures.size());
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for results", e);
      }
    }
    return results;
  }
}
