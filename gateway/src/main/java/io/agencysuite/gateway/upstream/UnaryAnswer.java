package io.agencysuite.gateway.upstream;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One answer to one message. The channel's own thread hands over the bytes, so that the waiting
/// thread is woken once.
final class UnaryAnswer extends ClientCall.Listener<byte[]> {
  private static final long LOOK_MILLIS = 250;

  private final ClientCall<?, byte[]> call;
  private final CompletableFuture<byte[]> done = new CompletableFuture<>();
  private byte @Nullable [] answer;

  private UnaryAnswer(ClientCall<?, byte[]> call) {
    this.call = call;
  }

  static <Q> UnaryAnswer of(ClientCall<Q, byte[]> call, Metadata headers, Q request) {
    UnaryAnswer answer = new UnaryAnswer(call);
    call.start(answer, headers);
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    return answer;
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
    byte[] bytes = answer;
    if (!status.isOk()) {
      done.completeExceptionally(status.asException(trailers));
    } else if (bytes == null) {
      done.completeExceptionally(
          Status.INTERNAL.withDescription("not one answer").asException(trailers));
    } else {
      done.complete(bytes);
    }
  }

  /// Waits as long as there is somebody to send the answer to.
  ///
  /// @throws StatusException CANCELLED when the caller has left; the call is cancelled then
  byte[] await(HttpServletRequest caller) throws StatusException, InterruptedException {
    while (true) {
      try {
        return done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (CallerPresence.hasLeft(caller)) {
          call.cancel("the caller has left", e);
          throw Status.CANCELLED.withDescription("the caller has left").withCause(e).asException();
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof StatusException status) {
          throw status;
        }
        throw Status.INTERNAL.withCause(e).asException();
      } catch (InterruptedException e) {
        call.cancel("interrupted", e);
        throw e;
      }
    }
  }
}
