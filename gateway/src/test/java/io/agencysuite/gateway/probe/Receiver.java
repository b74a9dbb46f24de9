package io.agencysuite.gateway.probe;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Counts an upload instead of keeping it, and takes it as slowly as it is told.
public final class Receiver implements ProbeBackend.Behaviour {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong largest = new AtomicLong();
  private volatile CountDownLatch held = new CountDownLatch(0);

  public long bytes() {
    return bytes.get();
  }

  public long largest() {
    return largest.get();
  }

  /// Takes nothing more.
  public void hold() {
    held = new CountDownLatch(1);
  }

  public void release() {
    held.countDown();
  }

  @Override
  public void answer(
      MethodDescriptor rpc, DynamicMessage request, StreamObserver<DynamicMessage> answer) {
    ProbeBackend.Behaviour.ECHO.answer(rpc, request, answer);
  }

  @Override
  public StreamObserver<DynamicMessage> requests(
      MethodDescriptor rpc, StreamObserver<DynamicMessage> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(DynamicMessage request) {
        take(request);
      }

      @Override
      public void onError(Throwable failure) {
        // The caller has left.
      }

      @Override
      public void onCompleted() {
        answer.onNext(DynamicMessage.getDefaultInstance(rpc.getOutputType()));
        answer.onCompleted();
      }
    };
  }

  private void take(DynamicMessage request) {
    try {
      if (!held.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("held for too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Message content =
        (Message) request.getField(request.getDescriptorForType().findFieldByName("content"));
    ByteString data =
        (ByteString) content.getField(content.getDescriptorForType().findFieldByName("data"));
    bytes.addAndGet(data.size());
    largest.accumulateAndGet(data.size(), Math::max);
  }
}
