package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agencysuite.crm.v1.GetUserRequest;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.User;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// Who calls is found out for native gRPC exactly as for REST.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeIdentityTest {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private Path keys;
  private FakeCrm crm;
  private ConfigurableApplicationContext door;
  private ManagedChannel channel;
  private String token;

  @BeforeAll
  void open(@TempDir Path directory) throws IOException {
    keys = directory;
    crm = new FakeCrm();
    door =
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                "--server.port=0",
                "--agency.identity.key-directory=" + keys,
                "--agency.store.directory=" + keys.resolve("store"),
                "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
    int port =
        Objects.requireNonNull(((WebServerApplicationContext) door).getWebServer()).getPort();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    String login =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(FakeCrm.EMAIL, FakeCrm.PASSWORD);
    RawHttp.Answer answer =
        new RawHttp(port)
            .send(
                "POST",
                "/v1/sessions",
                Map.of("Content-Type", "application/json"),
                login.getBytes(StandardCharsets.UTF_8));
    token = new JsonMapper().readTree(answer.text()).get("accessToken").asString();
  }

  @AfterAll
  void close() {
    channel.shutdownNow();
    door.close();
    crm.close();
  }

  @Test
  void tellsTheServiceWhoCalls() {
    Metadata sent = bearer(token);
    sent.put(CurrentCall.IDENTITY_HEADER, "forged");
    sent.put(CurrentCall.CALLER_ADDRESS_HEADER, "forged");

    User user = users(sent).getUser(GetUserRequest.newBuilder().setName("users/ben").build());

    assertThat(user.getName()).isEqualTo("users/ben");
    Metadata got = crm.headers.getLast();
    assertThat(got.getAll(CurrentCall.IDENTITY_HEADER)).hasSize(1);
    assertThat(got.toString()).doesNotContain("forged");
    assertThat(got.get(AUTHORIZATION)).isNull();
    IdentityVerifier verifier =
        new IdentityVerifier(
            new IdentitySettings("crm", keys, Duration.ofMinutes(1)), InstantSource.system());
    Identity identity =
        verifier.verify(Objects.requireNonNull(got.get(CurrentCall.IDENTITY_HEADER))).orElseThrow();
    assertThat(identity.subject()).isEqualTo("users/anna");
    assertThat(identity.tenant()).isEqualTo("nord");
  }

  @Test
  void refusesWhoHasNoValidToken() {
    GetUserRequest request = GetUserRequest.newBuilder().setName("users/ben").build();
    for (Metadata sent : List.of(new Metadata(), bearer("x.y.z"), bearer(token + "A"))) {
      StatusRuntimeException failure = failing(() -> users(sent).getUser(request));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void refusesInternalRpcs() {
    int before = crm.resolved.get();

    StatusRuntimeException failure =
        failing(() ->
            users(bearer(token)).resolvePrincipal(ResolvePrincipalRequest.getDefaultInstance()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(crm.resolved.get()).isEqualTo(before);
  }

  private UserServiceGrpc.UserServiceBlockingStub users(Metadata sent) {
    return UserServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent))
        .withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private static Metadata bearer(String token) {
    Metadata sent = new Metadata();
    sent.put(AUTHORIZATION, "Bearer " + token);
    return sent;
  }

  private static StatusRuntimeException failing(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }
}
