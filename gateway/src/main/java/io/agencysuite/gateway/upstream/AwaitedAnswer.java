package io.agencysuite.gateway.upstream;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Waits for messages as long as there is somebody to send them to.
final class AwaitedAnswer {
  private static final long LOOK_MILLIS = 250;

  private AwaitedAnswer() {}

  /// The only message of a call.
  static <T> T single(BlockingClientCall<?, T> call, HttpServletRequest request)
      throws StatusException, InterruptedException {
    T answer = next(call, request);
    if (answer == null || next(call, request) != null) {
      call.cancel("not one answer", null);
      throw Status.INTERNAL.withDescription("not one answer").asException();
    }
    return answer;
  }

  /// The next message, null at the end.
  ///
  /// @throws StatusException CANCELLED when the caller has left; the call is cancelled then
  static <T> @Nullable T next(BlockingClientCall<?, T> call, HttpServletRequest request)
      throws StatusException, InterruptedException {
    while (true) {
      try {
        return call.read(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (CallerPresence.hasLeft(request)) {
          call.cancel("the caller has left", e);
          throw Status.CANCELLED.withDescription("the caller has left").withCause(e).asException();
        }
      }
    }
  }
}
