package io.agencysuite.gateway.idempotency;

import static io.agencysuite.gateway.orders.OrderDoor.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.orders.OrderBackend;
import io.agencysuite.gateway.orders.OrderBackend.Fault;
import io.agencysuite.gateway.orders.OrderDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.kit.test.AdjustableClock;
import io.agencysuite.kit.test.StoreExtension;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// POSTs with a key through two real doors on one store.
class IdempotencyTest {

  @RegisterExtension static final StoreExtension DOORS = new StoreExtension();
  @RegisterExtension static final StoreExtension SERVICE = new StoreExtension();

  private static final JsonMapper JSON = new JsonMapper();
  // Ahead of the time by which the store itself drops what has expired.
  private static final AdjustableClock CLOCK =
      new AdjustableClock(Instant.parse("2099-01-01T00:00:00Z"));

  private static OrderBackend backend;
  private static OrderDoor door;
  private static OrderDoor other;

  @BeforeAll
  static void open() {
    backend = new OrderBackend(SERVICE.database());
    door = new OrderDoor(backend, DOORS.database(), CLOCK);
    other = new OrderDoor(backend, DOORS.database(), CLOCK, "--gateway.idempotency.answer-max=10B");
  }

  @AfterAll
  static void close() {
    door.close();
    other.close();
    backend.close();
  }

  @BeforeEach
  void clear() {
    DOORS.database().getCollection("idempotency").deleteMany(new Document());
    SERVICE.database().getCollection("sales").deleteMany(new Document());
    SERVICE.database().getCollection("claims").deleteMany(new Document());
    backend.fault.set(Fault.NONE);
    backend.calls.set(0);
  }

  @Test
  void givesTheFirstAnswerAgain() throws IOException {
    RawHttp.Answer first = door.create("k", 1_000);
    RawHttp.Answer again = door.create("k", 1_000);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("idempotent-replayed")).isNull();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("content-type")).isEqualTo(first.header("content-type"));
    assertThat(again.header("etag")).isEqualTo("\"1\"");
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(backend.calls).hasValue(1);
    assertThat(backend.sales()).hasSize(1);
  }

  @Test
  void takesTheKeyWithAndWithoutTheQuotesOfAStructuredField() throws IOException {
    String first = door.create("a-b", 1_000).text();

    assertThat(door.create("\"a-b\"", 1_000).text()).isEqualTo(first);
  }

  @Test
  void hasOneEffectHoweverManyComeAtOnce() throws Exception {
    List<RawHttp.Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawHttp.Answer>> running = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        OrderDoor either = i % 2 == 0 ? door : other;
        running.add(threads.submit(() -> either.create("crowd", 1_000)));
      }
      for (Future<RawHttp.Answer> each : running) {
        answers.add(each.get());
      }
    }

    assertThat(backend.sales()).hasSize(1);
    assertThat(answers).allMatch(a -> a.status() == 200 || a.status() == 409);
    assertThat(answers.stream().filter(a -> a.status() == 200).map(RawHttp.Answer::text).distinct())
        .hasSize(1);
  }

  @Test
  void knowsTheKeyAtEveryDoor() throws IOException {
    RawHttp.Answer first = door.create("k", 1_000);
    RawHttp.Answer again = other.create("k", 1_000);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(backend.calls).hasValue(1);
  }

  @Test
  void refusesASecondTryWhileTheFirstRuns() throws Exception {
    int all = backend.permits.drainPermits();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RawHttp.Answer> first = threads.submit(() -> door.create("slow", 1_000));
      while (backend.calls.get() == 0) {
        Thread.onSpinWait();
      }
      RawHttp.Answer second = other.create("slow", 1_000);
      backend.permits.release(all);

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.header("retry-after")).isEqualTo("5");
      assertThat(reason(second)).isEqualTo("IDEMPOTENCY_KEY_IN_USE");
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesAnotherRequestUnderTheSameKey() throws IOException {
    door.create("k", 1_000);
    RawHttp.Answer another = door.create("k", 1_001);

    assertThat(another.status()).isEqualTo(422);
    assertThat(reason(another)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(backend.sales()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\"open", "\"\"", "schlüssel", "LONG"})
  void refusesKeysThatAreNone(String key) throws IOException {
    RawHttp.Answer answer = door.create(key.equals("LONG") ? "x".repeat(256) : key, 1_000);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(reason(answer)).isEqualTo("IDEMPOTENCY_KEY_INVALID");
    assertThat(backend.calls).hasValue(0);
  }

  @Test
  void forgetsAKeyAfterADay() throws IOException {
    String first = door.create("k", 1_000).text();
    CLOCK.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(door.create("k", 1_000).text()).isEqualTo(first);

    CLOCK.advance(Duration.ofSeconds(1));

    assertThat(door.create("k", 1_000).text()).isNotEqualTo(first);
    assertThat(backend.sales()).hasSize(2);
  }

  @Test
  void doesNotMixCallersOrRoutes() throws IOException {
    String order = name(door.create("k", 1_000));
    door.create("k", 1_000, "X-Caller", "ben");
    RawHttp.Answer refund = door.refund("k", order, 100, "");

    assertThat(refund.status()).isEqualTo(200);
    assertThat(backend.sales()).hasSize(2);
  }

  @Test
  void givesRefusalsOfTheServiceAgain() throws IOException {
    RawHttp.Answer first = door.refund("k", "clients/brauhaus/orders/none", 1, "");
    RawHttp.Answer again = door.refund("k", "clients/brauhaus/orders/none", 1, "");

    assertThat(first.status()).isEqualTo(404);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("content-type")).isEqualTo("application/problem+json");
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    assertThat(backend.calls).hasValue(1);
  }

  @Test
  void leavesTheKeyFreeWhenTheRequestCannotBeRead() throws IOException {
    RawHttp.Answer broken =
        door.send("POST", ORDERS, "{\"total\":{\"cents\":1}}", "Idempotency-Key", "k");

    assertThat(broken.status()).isEqualTo(400);
    assertThat(door.create("k", 1_000).status()).isEqualTo(200);
  }

  @Test
  void sendsAgainWhatWasNotAnsweredAndHasOneEffect() throws IOException {
    RawHttp.Answer created = door.create("order", 1_000);
    String order = name(created);
    backend.fault.set(Fault.AFTER_EFFECT);
    assertThat(door.refund("k", order, 100, "\"1\"").status()).isEqualTo(503);
    assertThat(other.refund("k", order, 100, "\"1\"").status()).isEqualTo(503);
    backend.fault.set(Fault.NONE);

    RawHttp.Answer answer = door.refund("k", order, 100, "\"1\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("idempotent-replayed")).isNull();
    assertThat(backend.sales()).containsExactly(new OrderBackend.Sale(1_000, 100, 1));
    assertThat(door.refund("k", order, 100, "\"1\"").text()).isEqualTo(answer.text());
  }

  @Test
  void sendsAgainWhatIsTooLargeToKeep() throws IOException {
    String first = other.create("k", 1_000).text();
    RawHttp.Answer again = other.create("k", 1_000);

    assertThat(again.text()).isEqualTo(first);
    assertThat(again.header("idempotent-replayed")).isNull();
    assertThat(backend.calls).hasValue(2);
    assertThat(backend.sales()).hasSize(1);
  }

  @Test
  void letsTheServiceDecideAgainWhenTheCallersRightsHaveChanged() throws IOException {
    door.create("k", 1_000);

    RawHttp.Answer revoked = door.create("k", 1_000, "X-Role", "CLIENT_VIEWER");
    RawHttp.Answer restored = door.create("k", 1_000);

    assertThat(revoked.status()).isEqualTo(403);
    assertThat(restored.status()).isEqualTo(200);
    assertThat(backend.sales()).hasSize(1);
  }

  @Test
  void keepsTheCallersOwnRequestId() throws IOException {
    String body = "{\"total\":{\"minorUnits\":\"5\",\"currencyCode\":\"EUR\"}}";
    String target = ORDERS + "?requestId=mine";

    String first = door.send("POST", target, body, "Idempotency-Key", "one").text();

    assertThat(door.send("POST", target, body, "Idempotency-Key", "two").text()).isEqualTo(first);
    assertThat(backend.sales()).hasSize(1);
  }

  @Test
  void storesNoBodyThatCouldBeReadWithoutTheKey() throws IOException {
    door.create("k", 1_000);

    Document stored =
        Objects.requireNonNull(DOORS.database().getCollection("idempotency").find().first());
    assertThat(stored.toJson())
        .doesNotContain("EUR")
        .doesNotContain("brauhaus")
        .doesNotContain("users/");
    assertThat(stored.get("body", Binary.class).getData()[0]).isNotEqualTo((byte) 0x1f);
  }

  @Test
  void ignoresTheHeaderWhereNothingIsPosted() throws IOException {
    String order = name(door.create("k", 1_000));

    assertThat(door.send("GET", "/v1/" + order, "", "Idempotency-Key", "a b").status())
        .isEqualTo(200);
  }

  private static String name(RawHttp.Answer answer) {
    return json(answer).get("name").asString();
  }

  private static String reason(RawHttp.Answer answer) {
    return json(answer).get("reason").asString();
  }

  private static JsonNode json(RawHttp.Answer answer) {
    return JSON.readTree(answer.text());
  }
}
