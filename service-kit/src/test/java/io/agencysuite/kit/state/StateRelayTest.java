package io.agencysuite.kit.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.time.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StateRelayTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  public record Thing(String text) {}

  private static final Key KEY = new Key("t", "c", "thing", "1");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InstantSource clock = InstantSource.system();
  private final Leases leases = new Leases(STORE.database(), clock, Ids.secure(clock));

  private StateRelay<Thing, String> relay(
      Documents<Thing> documents, StateRelay.Sender<String> sender) {
    return new StateRelay<>(
        "things" + System.nanoTime(),
        documents,
        (key, version, value) ->
            key.id() + ":" + version + ":" + (value == null ? "-" : value.text()),
        List.of(sender),
        leases,
        clock);
  }

  @Test
  void deliversEveryStateUntilTombstone() {
    Documents<Thing> documents = Documents.of(STORE.database(), "a", Thing.class).sendsStates();
    List<String> received = new CopyOnWriteArrayList<>();
    try (var relay =
        relay(documents, (tenant, batch) -> batch.forEach(m -> received.add(tenant + m)))) {
      relay.start();
      Stored<Thing> first = documents.insert(KEY, new Thing("x")).orElseThrow();
      assertThat(relay.awaitDelivered(KEY, PATIENCE)).isTrue();
      Stored<Thing> second = documents.replace(first, new Thing("y"));
      assertThat(relay.awaitDelivered(KEY, PATIENCE)).isTrue();
      documents.delete(second);
      assertThat(relay.awaitDelivered(KEY, PATIENCE)).isTrue();
    }
    assertThat(received).containsExactly("t1:1:x", "t1:2:y", "t1:3:-");
  }

  @Test
  void triesAgainUntilTheReceiverHasIt() {
    Documents<Thing> documents = Documents.of(STORE.database(), "b", Thing.class).sendsStates();
    AtomicInteger tries = new AtomicInteger();
    try (var relay =
        relay(
            documents,
            (tenant, batch) -> {
              if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("receiver is down (this is the test's doing)");
              }
            })) {
      relay.start();
      documents.insert(KEY, new Thing("x"));

      assertThat(relay.awaitDelivered(KEY, PATIENCE)).isTrue();
    }
    assertThat(tries).hasValue(3);
  }

  @Test
  void deliversTheOthersWhenOneIsRefused() {
    Documents<Thing> documents = Documents.of(STORE.database(), "d", Thing.class).sendsStates();
    Key poison = new Key("t", "c", "thing", "0");
    Key otherTenant = new Key("u", "c", "thing", "1");
    try (var relay =
        relay(
            documents,
            (tenant, batch) -> {
              if (batch.stream().anyMatch(m -> m.endsWith("poison"))) {
                throw new IllegalStateException("refused (this is the test's doing)");
              }
            })) {
      documents.insert(poison, new Thing("poison"));
      documents.insert(KEY, new Thing("x"));
      documents.insert(otherTenant, new Thing("y"));
      relay.start();

      assertThat(relay.awaitDelivered(KEY, PATIENCE)).isTrue();
      assertThat(relay.awaitDelivered(otherTenant, PATIENCE)).isTrue();
      assertThat(documents.isPending(poison)).isTrue();
    }
  }

  @Test
  void givesUpWaitingButNotDelivering() {
    Documents<Thing> documents = Documents.of(STORE.database(), "c", Thing.class).sendsStates();
    documents.insert(KEY, new Thing("x"));
    try (var relay = relay(documents, (tenant, batch) -> {})) {
      assertThat(relay.awaitDelivered(KEY, Duration.ofMillis(20))).isFalse();
      relay.start();
      assertThat(relay.awaitDelivered(KEY, PATIENCE)).isTrue();
    }
  }

  @Test
  void projectionKeepsTheNewestInAnyOrder() {
    Projection<Thing> projection = new Projection<>(STORE.database(), "p", Thing.class);

    assertThat(projection.put(KEY, 1, 2, new Thing("two"))).isTrue();
    assertThat(projection.put(KEY, 1, 1, new Thing("one"))).isFalse();
    assertThat(projection.put(KEY, 1, 2, new Thing("again"))).isFalse();
    assertThat(projection.get(KEY)).contains(new Thing("two"));
    assertThat(projection.put(KEY, 2, 1, new Thing("restored"))).isTrue();
    assertThat(projection.get(KEY)).contains(new Thing("restored"));
    assertThat(projection.put(KEY, 2, 2, null)).isTrue();
    assertThat(projection.get(KEY)).isEmpty();
    assertThat(projection.put(KEY, 2, 1, new Thing("late"))).isFalse();
    assertThat(projection.get(KEY)).isEmpty();
  }
}
