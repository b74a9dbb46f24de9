package io.agencysuite.metrics.stream;

import io.agencysuite.kit.error.ResourceExhausted;
import io.grpc.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Appends entries to their streams and returns when they are durable. Requests that arrive while a
/// segment is being written wait and go together into the next one.
public final class StreamAppender {

  private static final Duration WATERMARK_AGE = Duration.ofMillis(500);

  private final SegmentStore segments;
  private final WatermarkStore watermarks;
  private final StreamSettings settings;
  private final InstantSource clock;
  private final StreamWorkers workers;
  private final List<Tail> tails = new ArrayList<>();

  public StreamAppender(
      SegmentStore segments,
      WatermarkStore watermarks,
      StreamSettings settings,
      InstantSource clock,
      StreamWorkers workers) {
    this.segments = segments;
    this.watermarks = watermarks;
    this.settings = settings;
    this.clock = clock;
    this.workers = workers;
    for (int stream = 0; stream < Streams.COUNT; stream++) {
      tails.add(new Tail(stream));
    }
  }

  /// Appends the entries to the streams of their clients.
  ///
  /// @throws ResourceExhausted if a stream is too far behind; nothing was appended to that stream
  public void append(List<Entry> entries) {
    if (areOfOneClient(entries)) {
      Entry any = entries.getFirst();
      tails.get(Streams.of(any.tenant(), any.client())).append(entries);
      return;
    }
    Map<Integer, List<Entry>> byStream = new TreeMap<>();
    for (Entry entry : entries) {
      int stream = Streams.of(entry.tenant(), entry.client());
      byStream.computeIfAbsent(stream, s -> new ArrayList<>()).add(entry);
    }
    byStream.forEach((stream, some) -> tails.get(stream).append(some));
  }

  private static boolean areOfOneClient(List<Entry> entries) {
    return !entries.isEmpty()
        && entries.stream().allMatch(entry -> entry.isOfSameClientAs(entries.getFirst()));
  }

  /// Appends the entries to this stream, whosever they are.
  void append(int stream, List<Entry> entries) {
    tails.get(stream).append(entries);
  }

  /// Appends a segment without entries: nothing before it can become known any more.
  void appendNothing(int stream) {
    tails.get(stream).append(List.of());
  }

  /// Appends the entries to every stream: what belongs to a whole tenant.
  public void appendEverywhere(List<Entry> entries) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Tail tail : tails) {
      // All streams at once, so that the store syncs them together.
      CompletableFuture<Void> done = new CompletableFuture<>();
      all.add(done);
      Thread.ofVirtual()
          .name("append-everywhere-" + tail.stream)
          .start(() -> complete(done, () -> tail.append(entries)));
    }
    try {
      all.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void complete(CompletableFuture<Void> done, Runnable task) {
    try {
      task.run();
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private static final class Waiting {
    private final List<Entry> entries;
    private boolean done;
    private @Nullable RuntimeException failure;

    Waiting(List<Entry> entries) {
      this.entries = entries;
    }
  }

  /// The end of one stream.
  private final class Tail {
    private final int stream;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final ReentrantLock writing = new ReentrantLock();
    private long last = -1;
    private long applied;
    private Instant appliedRead = Instant.EPOCH;

    Tail(int stream) {
      this.stream = stream;
    }

    void append(List<Entry> entries) {
      segments.awaitRoom();
      List<Waiting> mine = new ArrayList<>();
      for (List<Entry> some : cut(entries)) {
        mine.add(new Waiting(some));
      }
      synchronized (queue) {
        queue.addAll(mine);
      }
      writing.lock();
      try {
        // What is written belongs to other calls too; the deadline of this one must not end it.
        Context.ROOT.run(() -> {
          while (!mine.getLast().done) {
            writeNext();
          }
        });
      } finally {
        writing.unlock();
      }
      workers.nudge(stream);
      for (Waiting waiting : mine) {
        if (waiting.failure != null) {
          throw waiting.failure;
        }
      }
    }

    /// Takes what waits, as far as it fits into one segment, and writes it.
    private void writeNext() {
      List<Waiting> batch = new ArrayList<>();
      List<Entry> entries = new ArrayList<>();
      long bytes = 0;
      synchronized (queue) {
        while (!queue.isEmpty()) {
          List<Entry> next = queue.element().entries;
          long size = sizeOf(next);
          boolean fits =
              entries.size() + next.size() <= settings.segmentEntries()
                  && bytes + size <= settings.segmentBytes();
          if (!batch.isEmpty() && !fits) {
            break;
          }
          bytes += size;
          entries.addAll(next);
          batch.add(queue.remove());
        }
      }
      RuntimeException failure = null;
      try {
        checkBehind();
        write(entries);
      } catch (RuntimeException e) {
        failure = e;
        last = -1;
      }
      for (Waiting waiting : batch) {
        waiting.failure = failure;
        waiting.done = true;
      }
    }

    private void write(List<Entry> entries) {
      long number = last + 1;
      int taken = 0;
      while (!segments.insert(stream, number, clock.instant(), entries)) {
        taken++;
        // Far behind another instance's appends: look for the end instead of walking to it.
        number = taken % 8 == 0 ? segments.last(stream) + 1 : number + 1;
      }
      last = number;
    }

    private void checkBehind() {
      Instant now = clock.instant();
      if (last < 0) {
        last = segments.last(stream);
      }
      if (last - applied >= settings.behindLimit()
          || now.isAfter(appliedRead.plus(WATERMARK_AGE))) {
        applied = watermarks.get(stream).number();
        appliedRead = now;
      }
      if (last - applied >= settings.behindLimit()) {
        workers.nudge(stream);
        throw new ResourceExhausted(
            "STREAM_BEHIND",
            (last - applied)
                + " segments wait to be applied (expected: fewer than "
                + settings.behindLimit()
                + "); try again later");
      }
    }

    private List<List<Entry>> cut(List<Entry> entries) {
      List<List<Entry>> cuts = new ArrayList<>();
      int from = 0;
      long bytes = 0;
      for (int i = 0; i < entries.size(); i++) {
        int size = entries.get(i).payload().length;
        boolean full =
            i - from >= settings.segmentEntries() || bytes + size > settings.segmentBytes();
        if (full && i > from) {
          cuts.add(entries.subList(from, i));
          from = i;
          bytes = 0;
        }
        bytes += size;
      }
      cuts.add(entries.subList(from, entries.size()));
      return cuts;
    }

    private static long sizeOf(List<Entry> entries) {
      return entries.stream().mapToLong(entry -> entry.payload().length).sum();
    }
  }
}
