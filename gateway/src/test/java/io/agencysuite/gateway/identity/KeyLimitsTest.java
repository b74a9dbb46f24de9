package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.v1.GetUserRequest;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.IngestEventsRequest;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What was agreed with one API key, through the wire at two doors that share a store. The clock
/// stands still, so that no test crosses a window.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyLimitsTest {
  private static final String USER = "/v1/users/ben";
  private static final String INGEST = "/v1/clients/acme/events:ingest";

  private FakeCrm crm;
  private Server metrics;
  private EmbeddedStore store;
  private Door first;
  private Door second;
  private ManagedChannel channel;
  private String owner;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    crm = new FakeCrm();
    crm.grants.set(List.of(Grant.newBuilder().setClient("clients/-").setRole(Role.OWNER).build()));
    metrics =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(new Events())
            .build()
            .start();
    store = EmbeddedStore.start(EmbeddedStoreSettings.of(folder.resolve("store")));
    Instant now = InstantSource.system().instant();
    first = door(folder, () -> now);
    second = door(folder, () -> now);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", first.port()).usePlaintext().build();
    owner = Door.token(first.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
  }

  @AfterAll
  void close() {
    channel.shutdownNow();
    first.close();
    second.close();
    store.close();
    metrics.shutdownNow();
    crm.close();
  }

  @Test
  void appliesTheRateOfTheKeyToRestAndNativeCallsAlike() throws IOException {
    String key = text(create("\"rateLimit\":4"));

    RawHttp.Answer rest = first.get(USER, key);
    users(key).getUser(GetUserRequest.newBuilder().setName("users/ben").build());
    first.get(USER, key);
    first.get(USER, key);
    RawHttp.Answer refused = first.get(USER, key);

    assertThat(rest.header("ratelimit-policy")).isEqualTo("\"key\";q=4;w=60");
    assertThat(rest.header("ratelimit")).startsWith("\"key\";r=3;t=");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text()).contains("RATE_LIMITED");
    assertRefused(
        () -> users(key).getUser(GetUserRequest.newBuilder().setName("users/ben").build()));
  }

  @Test
  void countsTheMonthOverAllDoorsAndShowsIt() throws IOException {
    JsonNode made = create("\"monthlyQuota\":\"20\"");
    String key = text(made);

    int admitted = 0;
    for (int i = 0; i < 15; i++) {
      admitted += first.get(USER, key).status() == 200 ? 1 : 0;
      admitted += second.get(USER, key).status() == 200 ? 1 : 0;
    }
    RawHttp.Answer refused = second.get(USER, key);

    assertThat(admitted).isEqualTo(20);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text()).contains("QUOTA_EXCEEDED");
    assertThat(refused.header("ratelimit-policy")).contains("\"month\";q=20;w=");
    JsonNode usage = usage(made);
    assertThat(usage.get("callCount").asString()).isEqualTo("20");
    assertThat(usage.get("callQuota").asString()).isEqualTo("20");
    assertThat(usage.get("resetTime").asString()).endsWith("-01T00:00:00Z");
    assertThat(listed(made).get("usage")).isEqualTo(usage);
  }

  @Test
  void followsTheOwnerWhoChangesAQuota() throws IOException {
    JsonNode made = create("\"monthlyQuota\":\"3\"");
    String key = text(made);
    for (int i = 0; i < 3; i++) {
      assertThat(first.get(USER, key).status()).isEqualTo(200);
    }
    assertThat(first.get(USER, key).status()).isEqualTo(429);

    RawHttp.Answer changed = patch(made, "monthlyQuota", "{\"monthlyQuota\":5}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(Door.json(changed).get("usage").get("callCount").asString()).isEqualTo("3");
    assertThat(first.get(USER, key).status()).isEqualTo(200);
    assertThat(first.get(USER, key).status()).isEqualTo(200);
    assertThat(first.get(USER, key).status()).isEqualTo(429);
    assertThat(patch(made, "monthlyQuota", "{}").status()).isEqualTo(200);
    assertThat(first.get(USER, key).header("ratelimit-policy")).isEqualTo("\"key\";q=6000;w=60");
  }

  @Test
  void countsEventsOfNativeCallsAsThoseOfRest() throws IOException {
    JsonNode made = create("\"monthlyEventQuota\":\"100\"");
    String key = text(made);

    RawHttp.Answer rest = ingest(first, key, 60);
    assertThat(rest.status()).as(rest.text()).isEqualTo(200);
    assertThat(rest.header("ratelimit")).contains("\"events\";r=100;t=");
    assertThat(events(key).ingestEvents(batch(30)).getAcceptedCount()).isEqualTo(30);
    assertThat(usage(made).get("eventCount").asString()).isEqualTo("90");
    assertThat(events(key).ingestEvents(batch(60)).getAcceptedCount()).isEqualTo(60);

    assertThat(ingest(first, key, 1).text()).contains("QUOTA_EXCEEDED");
    assertThat(ingest(second, key, 1).text()).contains("QUOTA_EXCEEDED");
    assertRefused(() -> events(key).ingestEvents(batch(1)));
    assertThat(usage(made).get("eventCount").asString()).isEqualTo("150");
    assertThat(usage(made).get("eventQuota").asString()).isEqualTo("100");
  }

  @Test
  void refusesLimitsThatCannotBe() throws IOException {
    RawHttp.Answer rate = created("\"rateLimit\":-1");
    RawHttp.Answer quota = created("\"monthlyQuota\":\"1000000000001\"");

    assertThat(rate.status()).isEqualTo(400);
    assertThat(rate.text()).contains("\"field\":\"rateLimit\"");
    assertThat(quota.status()).isEqualTo(400);
  }

  private static void assertRefused(ThrowingCallable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  private JsonNode usage(JsonNode made) throws IOException {
    return Door.json(first.get("/v1/" + made.get("name").asString(), owner)).get("usage");
  }

  private JsonNode listed(JsonNode made) throws IOException {
    return Door.json(first.get("/v1/apiKeys?pageSize=200", owner)).get("apiKeys").values().stream()
        .filter(key -> key.get("name").equals(made.get("name")))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode create(String more) throws IOException {
    RawHttp.Answer answer = created(more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Door.json(answer);
  }

  private RawHttp.Answer created(String more) throws IOException {
    Instant end = InstantSource.system().instant().plusSeconds(86_400);
    String body =
        """
        {"displayName":"Shop","expireTime":"%s",
         "grants":[{"client":"clients/-","role":"PARTNER"}],%s}\
        """
            .formatted(end, more);
    return first.post("/v1/apiKeys", owner, body);
  }

  private RawHttp.Answer patch(JsonNode made, String mask, String body) throws IOException {
    return first
        .http()
        .send(
            "PATCH",
            "/v1/" + made.get("name").asString() + "?updateMask=" + mask,
            Map.of("Authorization", "Bearer " + owner, "Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static RawHttp.Answer ingest(Door door, String key, int events) throws IOException {
    String body = String.join(",", Collections.nCopies(events, "{\"type\":\"VISIT\"}"));
    return door.post(INGEST, key, "{\"events\":[" + body + "]}");
  }

  private static IngestEventsRequest batch(int events) {
    return IngestEventsRequest.newBuilder()
        .setParent("clients/acme")
        .addAllEvents(Collections.nCopies(events, Event.getDefaultInstance()))
        .build();
  }

  private static String text(JsonNode made) {
    return made.get("keyText").asString();
  }

  private UserServiceGrpc.UserServiceBlockingStub users(String key) {
    return UserServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(key)))
        .withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private EventServiceGrpc.EventServiceBlockingStub events(String key) {
    return EventServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(key)))
        .withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private static Metadata bearer(String key) {
    Metadata sent = new Metadata();
    sent.put(Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return sent;
  }

  private Door door(Path folder, InstantSource clock) {
    return new Door(
        clock,
        "--agency.identity.key-directory=" + folder,
        "--agency.store.uri=" + store.uri(),
        "--gateway.session.operator-token-file=" + folder.resolve("operator.token"),
        "--gateway.upstream.address.metrics=127.0.0.1:" + metrics.getPort(),
        "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
  }

  /// Takes every event.
  private static final class Events extends EventServiceGrpc.EventServiceImplBase {
    @Override
    public void ingestEvents(
        IngestEventsRequest request, StreamObserver<IngestEventsResponse> answer) {
      answer.onNext(
          IngestEventsResponse.newBuilder().setAcceptedCount(request.getEventsCount()).build());
      answer.onCompleted();
    }
  }
}
