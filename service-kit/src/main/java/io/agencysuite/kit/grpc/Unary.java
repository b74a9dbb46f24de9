package io.agencysuite.kit.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// Lets a unary method return its response or throw.
public final class Unary {

  private Unary() {}

  /// Answers with what the method returns; what it throws reaches the error interceptor.
  public static <R> void reply(StreamObserver<R> observer, Supplier<R> method) {
    R response = method.get();
    observer.onNext(response);
    observer.onCompleted();
  }
}
