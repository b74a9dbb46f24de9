package io.agencysuite.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.orders.OrderBackend;
import io.agencysuite.gateway.orders.OrderBackend.Fault;
import io.agencysuite.gateway.orders.OrderDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.kit.test.AdjustableClock;
import io.agencysuite.kit.test.CrashPoints;
import io.agencysuite.kit.test.StoreExtension;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// A create and a refund, each under a key, while the door or the service dies at any of its
/// writes; then the caller tries again. There is one order, one refund, and one answer.
class IdempotencyCrashTest {

  @RegisterExtension static final StoreExtension ALIVE = new StoreExtension();

  private final AdjustableClock clock = new AdjustableClock(Instant.parse("2099-01-01T00:00:00Z"));

  /// What the caller heard of each call, at the first time it was more than a failure to wait for.
  private final List<String> heard = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Fault.class)
  void hasOneEffectAndOneAnswerWhereverTheDoorDies(Fault fault) {
    int points =
        CrashPoints.enumerate(
            doors -> {
              heard.clear();
              for (String collection : List.of("sales", "claims")) {
                ALIVE.database().getCollection(collection).deleteMany(new Document());
              }
              callOnce(doors, ALIVE.database(), fault);
            },
            doors -> tryAgain(doors, ALIVE.database()),
            _ -> assertThat(heard).hasSize(2));

    assertThat(points).isGreaterThanOrEqualTo(2);
  }

  @Test
  void hasOneEffectAndOneAnswerWhereverTheServiceDies() {
    int points =
        CrashPoints.enumerate(
            service -> {
              heard.clear();
              ALIVE.database().getCollection("idempotency").deleteMany(new Document());
              callOnce(ALIVE.database(), service, Fault.NONE);
            },
            service -> tryAgain(ALIVE.database(), service),
            _ -> assertThat(heard).hasSize(2));

    assertThat(points).isGreaterThanOrEqualTo(3);
  }

  private void callOnce(MongoDatabase doors, MongoDatabase service, Fault fault)
      throws IOException {
    try (OrderBackend backend = new OrderBackend(service);
        OrderDoor door = new OrderDoor(backend, doors, clock)) {
      backend.fault.set(fault);
      hear(0, door.create("create", 1_000));
      backend.fault.set(Fault.NONE);
      hear(0, door.create("create", 1_000));
      if (!heard.isEmpty()) {
        backend.fault.set(fault);
        hear(1, refund(door));
      }
    }
  }

  private void tryAgain(MongoDatabase doors, MongoDatabase service) throws IOException {
    // The lease of a door that died has to end first.
    clock.advance(Duration.ofMinutes(1));
    try (OrderBackend backend = new OrderBackend(service);
        OrderDoor door = new OrderDoor(backend, doors, clock)) {
      for (int i = 0; i < 2; i++) {
        RawHttp.Answer created = door.create("create", 1_000);
        assertThat(created.status()).isEqualTo(200);
        hear(0, created);
        RawHttp.Answer refunded = refund(door);
        assertThat(refunded.status()).isEqualTo(200);
        hear(1, refunded);
      }
      assertThat(backend.sales()).containsExactly(new OrderBackend.Sale(1_000, 400, 1));
    }
  }

  private RawHttp.Answer refund(OrderDoor door) throws IOException {
    String order = new JsonMapper().readTree(heard.getFirst()).get("name").asString();
    return door.refund("refund", order, 400, "\"1\"");
  }

  private void hear(int call, RawHttp.Answer answer) {
    if (answer.status() != 200) {
      assertThat(answer.status()).isIn(409, 503);
    } else if (heard.size() > call) {
      assertThat(answer.text()).isEqualTo(heard.get(call));
    } else {
      heard.add(answer.text());
    }
  }
}
