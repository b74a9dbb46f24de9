package io.agencysuite.gateway.upstream;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.Problems;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One native call between the caller and a service. One message a direction is in memory: the next
/// is read when the other side has taken the last.
final class NativeCall {
  private final Backend backend;
  private final MethodDescriptor<byte[], byte[]> method;
  private final Metadata headers;
  private final Duration deadline;
  private final Consumer<byte[]> answers;
  private final AtomicReference<@Nullable Metadata> answerHeaders = new AtomicReference<>();
  private final AtomicReference<@Nullable Metadata> answerTrailers = new AtomicReference<>();
  private final AtomicReference<@Nullable RuntimeException> refused = new AtomicReference<>();

  /// @param answers hears each message of the service
  NativeCall(
      Backend backend,
      MethodDescriptor<byte[], byte[]> method,
      Metadata headers,
      Duration deadline,
      Consumer<byte[]> answers) {
    this.backend = backend;
    this.method = method;
    this.headers = headers;
    this.deadline = deadline;
    this.answers = answers;
  }

  /// Runs until the answer is complete; the request is not read any more afterwards.
  void run(HttpServletRequest request, HttpServletResponse response, int max, ExecutorService pumps)
      throws IOException {
    NativeResponse answer = new NativeResponse(response);
    BlockingClientCall<byte[], byte[]> call;
    GrpcFrames frames;
    long start;
    try {
      frames = new GrpcFrames(request.getInputStream(), max, request.getHeader("grpc-encoding"));
      byte[] single = method.getType().clientSendsOneMessage() ? single(frames) : null;
      start = backend.acquire();
      call = backend.open(method, single, headers, deadline, answerHeaders, answerTrailers);
    } catch (RuntimeException e) {
      answer.end(Problems.status(request, e));
      return;
    }
    if (method.getType().clientSendsOneMessage()) {
      answer(request, call, answer, start);
    } else {
      AtomicBoolean begun = new AtomicBoolean();
      CountDownLatch ended = new CountDownLatch(1);
      Future<?> pump =
          pumps.submit(() -> {
            if (begun.compareAndSet(false, true)) {
              try {
                pump(frames, call);
              } finally {
                ended.countDown();
              }
            }
          });
      try {
        answer(request, call, answer, start);
      } finally {
        pump.cancel(true);
        if (!begun.compareAndSet(false, true)) {
          await(ended);
        }
      }
    }
  }

  private static byte[] single(GrpcFrames frames) throws IOException {
    byte[] message = frames.next();
    if (message == null || frames.next() != null) {
      throw DoorException.of(DoorReason.FRAME_INVALID);
    }
    return message;
  }

  /// A request must not be touched after its answer, and a cancelled task still runs to its end.
  private static void await(CountDownLatch ended) throws IOException {
    try {
      if (!ended.await(5, TimeUnit.SECONDS)) {
        throw new IOException("the request is still being read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(GrpcFrames frames, BlockingClientCall<byte[], byte[]> call) {
    try {
      byte[] message = frames.next();
      while (message != null && call.write(message)) {
        message = frames.next();
      }
      call.halfClose();
    } catch (RuntimeException e) {
      refused.compareAndSet(null, e);
      call.cancel("the request was refused", e);
    } catch (IOException | StatusException e) {
      // A broken call says so to its reader; a caller that has gone needs no answer.
      call.cancel("the request ended early", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A caller that has left gets no answer, and its call is cancelled.
  private void answer(
      HttpServletRequest request,
      BlockingClientCall<byte[], byte[]> call,
      NativeResponse answer,
      long start)
      throws IOException {
    boolean flush = !method.getType().serverSendsOneMessage();
    try {
      byte[] message = AwaitedAnswer.next(call, request);
      while (message != null) {
        answers.accept(message);
        headers(answer);
        answer.message(message, flush);
        message = AwaitedAnswer.next(call, request);
      }
      backend.succeeded(start);
      headers(answer);
      Metadata trailers = answerTrailers.get();
      answer.end(trailers == null ? new Metadata() : trailers);
    } catch (StatusException e) {
      StatusRuntimeException failure = e.getStatus().asRuntimeException(e.getTrailers());
      RuntimeException own = refused.get();
      if (own == null) {
        backend.report(failure, start, deadline);
      } else {
        backend.abandoned();
      }
      headers(answer);
      answer.end(Problems.status(request, own == null ? backend.translated(failure) : own));
    } catch (UncheckedIOException e) {
      call.cancel("the answer cannot be read", e);
      backend.abandoned();
      answer.end(Problems.status(request, e));
    } catch (IOException e) {
      call.cancel("the caller has left", e);
      backend.abandoned();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.cancel("interrupted", e);
      backend.abandoned();
    }
  }

  private void headers(NativeResponse answer) {
    Metadata given = answerHeaders.getAndSet(null);
    if (given != null) {
      answer.headers(given);
    }
  }
}
