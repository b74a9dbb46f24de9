package io.agencysuite.gateway.upstream;

import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.transcode.BodyElements;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.io.IOException;
import java.time.Duration;

/// A client stream from a request body: an element is read when the service has room for it.
final class UploadCall {
  private final Backend backend;
  private final Exchange exchange;
  private final Duration deadline;

  UploadCall(Backend backend, Exchange exchange, Duration deadline) {
    this.backend = backend;
    this.exchange = exchange;
    this.deadline = deadline;
  }

  DynamicMessage send(
      MethodDescriptor<DynamicMessage, DynamicMessage> method, BodyElements elements)
      throws IOException {
    long start = backend.acquire();
    BlockingClientCall<DynamicMessage, DynamicMessage> call =
        backend.upload(method, exchange.headers(), deadline);
    try {
      DynamicMessage element = elements.next();
      while (element != null && call.write(element)) {
        element = elements.next();
      }
      call.halfClose();
      DynamicMessage answer = AwaitedAnswer.single(call, exchange.request());
      backend.succeeded(start);
      return answer;
    } catch (StatusException e) {
      StatusRuntimeException failure = e.getStatus().asRuntimeException(e.getTrailers());
      backend.report(failure, start, deadline);
      throw backend.translated(failure);
    } catch (IOException | RuntimeException e) {
      call.cancel("the request ended early", e);
      backend.abandoned();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.cancel("interrupted", e);
      backend.abandoned();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    }
  }
}
