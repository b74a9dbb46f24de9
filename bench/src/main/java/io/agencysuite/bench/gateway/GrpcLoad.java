package io.agencysuite.bench.gateway;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.Role;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The same calls without a gateway: closed loop over one channel, the identity signed here. */
final class GrpcLoad<Q, R> implements Load {
  private static final Identity CALLER =
      new Identity(
          Identity.Kind.USER,
          "bench",
          "users/anna",
          Map.of(Identity.ALL_CLIENTS, Set.of(Role.OWNER)));

  private final ManagedChannel channel;
  private final MethodDescriptor<Q, R> method;
  private final Q request;
  private final IdentitySigner signer;

  GrpcLoad(int port, IdentitySigner signer, MethodDescriptor<Q, R> method, Q request) {
    this.signer = signer;
    this.method = method;
    this.request = request;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .disableRetry()
            .directExecutor()
            .build();
  }

  @Override
  public Latencies run(double seconds) throws InterruptedException {
    Latencies latencies = new Latencies();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch under = new CountDownLatch(CONNECTIONS);
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (int i = 0; i < CONNECTIONS; i++) {
      next(latencies, end, under, failure);
    }
    if (!under.await((long) seconds + 20, TimeUnit.SECONDS) || failure.get() != null) {
      throw new IllegalStateException("gRPC calls failed or hang", failure.get());
    }
    return latencies.after((System.nanoTime() - start) / 1e9);
  }

  private void next(
      Latencies latencies,
      long end,
      CountDownLatch under,
      AtomicReference<@Nullable Throwable> failure) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, signer.sign(CALLER));
    Channel with =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    long sent = System.nanoTime();
    ClientCalls.asyncUnaryCall(
        with.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS)),
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(R answer) {}

          @Override
          public void onError(Throwable e) {
            failure.set(e);
            under.countDown();
          }

          @Override
          public void onCompleted() {
            long now = System.nanoTime();
            latencies.add(now - sent);
            if (now < end) {
              next(latencies, end, under, failure);
            } else {
              under.countDown();
            }
          }
        });
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
