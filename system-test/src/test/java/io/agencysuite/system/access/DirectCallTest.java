package io.agencysuite.system.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The services refuse whoever comes past the door.
@ExtendWith(SuiteExtension.class)
class DirectCallTest {
  private static final Metadata.Key<String> IDENTITY =
      Metadata.Key.of("x-agency-identity", Metadata.ASCII_STRING_MARSHALLER);
  private static final Identity OWNER =
      new Identity(
          Identity.Kind.USER,
          "nord",
          "users/anna",
          Map.of(Identity.ALL_CLIENTS, Set.of(Role.OWNER)));

  private final Suite suite;
  @TempDir private Path foreignKeys;

  DirectCallTest(Suite suite) {
    this.suite = suite;
    assumeTrue(!suite.processes().isEmpty(), "the services of -Dagency.url are out of reach");
  }

  @Test
  void refuseCallsWithoutIdentity() {
    assertThat(codes(new Metadata(), rpc -> true)).containsOnly(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void refuseAnIdentityOfAnUnknownKey() {
    String forged = signer(foreignKeys, InstantSource.system()).sign(OWNER);

    assertThat(codes(headers(forged), rpc -> true)).containsOnly(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void refuseAnIdentityThatHasEndedOrIsNotYet() {
    InstantSource now = InstantSource.system();
    String ended = signer(keys(), () -> now.instant().minus(Duration.ofHours(1))).sign(OWNER);
    String early = signer(keys(), () -> now.instant().plus(Duration.ofHours(1))).sign(OWNER);

    assertThat(codes(headers(ended), rpc -> true)).containsOnly(Status.Code.UNAUTHENTICATED);
    assertThat(codes(headers(early), rpc -> true)).containsOnly(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void refuseAnIdentityThatWasChanged() {
    String signed = signer(keys(), InstantSource.system()).sign(OWNER);
    String[] parts = signed.split("\\.", -1);
    String unsigned = "eyJhbGciOiJub25lIiwia2lkIjoiZ2F0ZXdheSJ9." + parts[1] + ".";

    assertThat(codes(headers(unsigned), rpc -> true)).containsOnly(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void keepWhatIsBetweenServicesFromOwners() {
    String owner = signer(keys(), InstantSource.system()).sign(OWNER);

    assertThat(codes(headers(owner), rpc -> rpc.access().getInternal()))
        .isNotEmpty()
        .containsOnly(Status.Code.PERMISSION_DENIED);
  }

  private List<Status.Code> codes(Metadata headers, java.util.function.Predicate<Rpc> tried) {
    List<Status.Code> codes = new ArrayList<>();
    for (String service : List.of("crm", "planning", "metrics")) {
      ManagedChannel channel =
          Grpc.newChannelBuilderForAddress(
                  "127.0.0.1", suite.process(service).port(), InsecureChannelCredentials.create())
              .build();
      try {
        Rpc.all().stream()
            .filter(rpc -> rpc.toString().startsWith("agency." + service + "."))
            .filter(tried)
            .forEach(rpc -> codes.add(code(channel, rpc, headers)));
      } finally {
        channel.shutdownNow();
      }
    }
    return codes;
  }

  private static Status.Code code(ManagedChannel channel, Rpc rpc, Metadata headers) {
    boolean streams = rpc.descriptor().isServerStreaming();
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
            .setType(
                streams
                    ? MethodDescriptor.MethodType.SERVER_STREAMING
                    : MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(
                    rpc.descriptor().getService().getFullName(), rpc.descriptor().getName()))
            .build();
    var with =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
    try {
      Iterator<byte[]> answers =
          ClientCalls.blockingServerStreamingCall(with, method, options, new byte[0]);
      return answers.hasNext() ? Status.Code.OK : Status.Code.UNKNOWN;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private Path keys() {
    return suite.operatorTokenFile().resolveSibling("");
  }

  private static IdentitySigner signer(Path keys, InstantSource clock) {
    return new IdentitySigner(new IdentitySettings("gateway", keys, Duration.ofSeconds(60)), clock);
  }

  private static Metadata headers(String identity) {
    Metadata headers = new Metadata();
    headers.put(IDENTITY, identity);
    return headers;
  }

  /// The request is empty; nobody reads it.
  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
