package io.agencysuite.gateway.upstream;

import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One answer to one message. The channel's own thread hands over the bytes and wakes the waiting
/// thread once. The deadline is kept here and told to the service: gRPC's own would take a timer
/// for every call.
final class UnaryAnswer extends ClientCall.Listener<byte[]> {
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of(CallDeadline.GRPC, Metadata.ASCII_STRING_MARSHALLER);
  private static final long ONE_BY_ONE_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * Looks.MILLIS);
  private static final long MICROS_MAX = 99_999_999;

  private final ClientCall<?, byte[]> call;
  private final Deadline deadline;
  private final Thread waiting = Thread.currentThread();
  private byte @Nullable [] answer;
  private volatile @Nullable End end;
  private volatile boolean lookDue;

  private record End(Status status, Metadata trailers) {}

  private UnaryAnswer(ClientCall<?, byte[]> call, Deadline deadline) {
    this.call = call;
    this.deadline = deadline;
  }

  /// To be awaited by the same thread.
  static <Q> UnaryAnswer of(
      ClientCall<Q, byte[]> call, Metadata headers, Q request, Deadline deadline) {
    UnaryAnswer answer = new UnaryAnswer(call, deadline);
    headers.discardAll(TIMEOUT);
    headers.put(TIMEOUT, timeout(deadline.timeRemaining(TimeUnit.MICROSECONDS)));
    call.start(answer, headers);
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    return answer;
  }

  /// gRPC has room for eight digits.
  private static String timeout(long micros) {
    return micros > MICROS_MAX ? micros / 1_000 + "m" : Math.max(1, micros) + "u";
  }

  @Override
  public void onMessage(byte[] message) {
    if (answer != null) {
      call.cancel("more than one answer", null);
    }
    answer = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end = new End(status, trailers);
    LockSupport.unpark(waiting);
  }

  /// Lets the waiting thread look after its caller.
  void look() {
    lookDue = true;
    LockSupport.unpark(waiting);
  }

  /// Waits as long as there is time and somebody to send the answer to.
  ///
  /// @throws StatusException CANCELLED when the caller has left; the call is cancelled then
  byte[] await(HttpServletRequest caller, Looks looks)
      throws StatusException, InterruptedException {
    looks.begin(this);
    try {
      End known = end;
      while (known == null) {
        pause();
        known = end;
        if (known == null) {
          goOn(caller);
        }
      }
      return bytes(known);
    } finally {
      looks.end(this);
    }
  }

  private void pause() {
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    if (left > ONE_BY_ONE_NANOS) {
      LockSupport.park(this);
    } else if (left > 0) {
      LockSupport.parkNanos(this, left);
    }
  }

  private void goOn(HttpServletRequest caller) throws StatusException, InterruptedException {
    if (Thread.interrupted()) {
      call.cancel("interrupted", null);
      throw new InterruptedException();
    }
    if (deadline.isExpired()) {
      call.cancel("the deadline has passed", null);
      throw late();
    }
    if (lookDue) {
      lookDue = false;
      if (CallerPresence.hasLeft(caller)) {
        call.cancel("the caller has left", null);
        throw Status.CANCELLED.withDescription("the caller has left").asException();
      }
    }
  }

  private byte[] bytes(End known) throws StatusException {
    Status status = known.status();
    if (status.getCode() == Status.Code.CANCELLED && deadline.isExpired()) {
      throw late();
    }
    if (!status.isOk()) {
      throw status.asException(known.trailers());
    }
    byte[] bytes = answer;
    if (bytes == null) {
      throw Status.INTERNAL.withDescription("not one answer").asException(known.trailers());
    }
    return bytes;
  }

  private static StatusException late() {
    return Status.DEADLINE_EXCEEDED.withDescription("the deadline has passed").asException();
  }
}
