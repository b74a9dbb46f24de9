package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.agencysuite.gateway.probe.NativeClient;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Native gRPC through the real door, by a grpc-java client.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeCallsTest {
  private ProbeDoor door;
  private NativeClient client;

  @BeforeAll
  void open() throws IOException {
    door = new ProbeDoor("--gateway.limits.body=64KB", "--gateway.upstream.deadline-max=30s");
    client = new NativeClient(door.port());
  }

  @BeforeEach
  void reset() throws IOException {
    door.probe();
  }

  @AfterAll
  void close() {
    client.close();
    door.close();
  }

  @Test
  void handsMessagesOnUntouched() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(19_000, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .build();
    DynamicMessage sent = client.probe("grüße").toBuilder().setUnknownFields(unknown).build();

    DynamicMessage answer = client.unary("Echo", sent, new Metadata());

    assertThat(answer).isEqualTo(sent);
    assertThat(Objects.requireNonNull(door.backend().lastCall()).request().toByteString())
        .isEqualTo(sent.toByteString());
  }

  @Test
  void takesGzippedMessages() {
    DynamicMessage sent = client.probe("x".repeat(10_000));

    DynamicMessage answer =
        client.unary("Echo", sent, new Metadata(), CallOptions.DEFAULT.withCompression("gzip"));

    assertThat(answer).isEqualTo(sent);
  }

  @Test
  void carriesTheCallersMetadataButNeverTheDoorsOwn() {
    Metadata.Key<byte[]> binary = Metadata.Key.of("custom-bin", Metadata.BINARY_BYTE_MARSHALLER);
    Metadata sent = new Metadata();
    sent.put(NativeClient.key("custom"), "kept");
    sent.put(binary, new byte[] {1, 2, -1});
    for (String forged :
        List.of(
            "x-agency-identity",
            "x-agency-other",
            "x-caller-address",
            "x-caller-agent",
            "cookie",
            "authorization")) {
      sent.put(NativeClient.key(forged), "forged");
    }

    client.unary("Echo", client.probe(""), sent);

    Metadata got = Objects.requireNonNull(door.backend().lastCall()).headers();
    assertThat(got.get(NativeClient.key("custom"))).isEqualTo("kept");
    assertThat(got.get(binary)).containsExactly(1, 2, -1);
    assertThat(got.toString()).doesNotContain("forged");
    assertThat(got.get(NativeClient.key("x-request-id"))).matches("[0-9a-z]{26}");
    assertThat(got.get(NativeClient.key("traceparent"))).isNotNull();
  }

  @Test
  void streamsInEveryDirection() throws Exception {
    BlockingClientCall<DynamicMessage, DynamicMessage> stream =
        client.open("EchoStream", client.probe("x"));
    assertThat(all(stream)).containsExactly("x", "x");

    BlockingClientCall<DynamicMessage, DynamicMessage> collect = client.open("Collect");
    for (int i = 0; i < 500; i++) {
      collect.write(client.probe("message " + i));
    }
    collect.halfClose();
    assertThat(all(collect)).containsExactly("message 499");

    BlockingClientCall<DynamicMessage, DynamicMessage> chat = client.open("Chat");
    for (int i = 0; i < 500; i++) {
      chat.write(client.probe("turn " + i));
      assertThat(NativeClient.text(chat.read())).isEqualTo("turn " + i);
    }
    chat.halfClose();
    assertThat(all(chat)).isEmpty();
  }

  @Test
  void keepsStatusDetailsAndTrailersOfTheService() throws IOException {
    com.google.rpc.Status said =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.NOT_FOUND_VALUE)
            .setMessage("clients/ä: 100 % unknown")
            .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("WHY").build()))
            .build();
    Metadata own = new Metadata();
    own.put(NativeClient.key("custom-trailer"), "kept");
    door.probe((_, _, answer) -> answer.onError(StatusProto.toStatusRuntimeException(said, own)));

    StatusRuntimeException failure =
        failing(() -> client.unary("Echo", client.probe(""), new Metadata()));

    assertThat(StatusProto.fromThrowable(failure)).isEqualTo(said);
    assertThat(
            Objects.requireNonNull(failure.getTrailers()).get(NativeClient.key("custom-trailer")))
        .isEqualTo("kept");
  }

  @Test
  void hidesWhatAServiceOrTheChannelSaysAboutItself() throws IOException {
    door.probe((_, _, answer) ->
        answer.onError(Status.INTERNAL.withDescription("NPE at 10.1.2.3").asRuntimeException()));

    StatusRuntimeException failure =
        failing(() -> client.unary("Echo", client.probe(""), new Metadata()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(failure.toString()).doesNotContain("10.1.2.3");
  }

  @Test
  void refusesUnknownAndInternalRpcs() {
    for (String name :
        List.of("probe.v1.ProbeService/Nope", "nope.Nope/Nope", "probe.v1.ProbeService/Inner")) {
      StatusRuntimeException failure = failing(() -> client.unknown(name));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
      assertThat(failure.getMessage()).contains(name);
    }
    assertThat(door.backend().calls()).isEmpty();
  }

  @Test
  void refusesMessagesOverTheLimit() {
    StatusRuntimeException failure =
        failing(() -> client.unary("Echo", client.probe("x".repeat(65_600)), new Metadata()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    failure =
        failing(() ->
            client.unary(
                "Echo",
                client.probe("x".repeat(1 << 20)),
                new Metadata(),
                CallOptions.DEFAULT.withCompression("gzip")));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(door.backend().calls()).isEmpty();
  }

  @Test
  void keepsTheCallersDeadlineWithinItsCap() throws IOException {
    AtomicReference<@Nullable Deadline> seen = new AtomicReference<>();
    door.probe((_, request, answer) -> {
      seen.set(Context.current().getDeadline());
      if (!NativeClient.text(request).equals("never")) {
        answer.onNext(request);
        answer.onCompleted();
      }
    });

    StatusRuntimeException failure =
        failing(() ->
            client.unary(
                "Echo",
                client.probe("never"),
                new Metadata(),
                CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS)));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);

    client.unary(
        "Echo",
        client.probe(""),
        new Metadata(),
        CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.HOURS));
    assertThat(Objects.requireNonNull(seen.get()).timeRemaining(TimeUnit.SECONDS))
        .isBetween(1L, 30L);
  }

  @Test
  void cancelsTheCallOfACallerThatLeaves() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    door.probe((_, _, answer) -> {
      ((ServerCallStreamObserver<DynamicMessage>) answer).setOnCancelHandler(cancelled::countDown);
      began.countDown();
    });

    BlockingClientCall<DynamicMessage, DynamicMessage> stream =
        client.open("EchoStream", client.probe("x"));
    assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
    stream.cancel("enough", null);

    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsAClientStreamThatTheServiceRefuses() throws Exception {
    door.probe(new io.agencysuite.gateway.probe.Refusing());

    BlockingClientCall<DynamicMessage, DynamicMessage> chat = client.open("Chat");
    chat.write(client.probe("x"));
    StatusException failure = catchThrowableOfType(StatusException.class, chat::read);

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(client.unary("Page", client.probe(""), new Metadata())).isNotNull();
  }

  @Test
  void runsManyIdleStreamsOfOneConnection() throws Exception {
    List<BlockingClientCall<DynamicMessage, DynamicMessage>> open = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      BlockingClientCall<DynamicMessage, DynamicMessage> chat = client.open("Chat");
      chat.write(client.probe("turn " + i));
      assertThat(NativeClient.text(chat.read())).isEqualTo("turn " + i);
      open.add(chat);
    }
    for (BlockingClientCall<DynamicMessage, DynamicMessage> chat : open) {
      chat.halfClose();
      assertThat(all(chat)).isEmpty();
    }
  }

  @Test
  void asksForHttp2() throws IOException {
    RawHttp.Answer answer =
        door.http()
            .send(
                "POST",
                "/probe.v1.ProbeService/Echo",
                Map.of("Content-Type", "application/grpc"),
                new byte[5]);

    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.header("upgrade")).isEqualTo("h2c");
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
  }

  private static List<String> all(BlockingClientCall<DynamicMessage, DynamicMessage> call)
      throws Exception {
    List<String> texts = new ArrayList<>();
    for (DynamicMessage m = call.read(); m != null; m = call.read()) {
      texts.add(NativeClient.text(m));
    }
    return texts;
  }

  private static StatusRuntimeException failing(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }
}
