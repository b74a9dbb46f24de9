package io.agencysuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.agencysuite.kit.mongo.StoreConnection;
import io.agencysuite.kit.mongo.StoreSettings;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several doors on one real store.
class TokensTest {
  private static final Policy HUNDRED = new Policy("user", 100, Duration.ofSeconds(60));
  private static final double SHARE = 0.1;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T10:00:07Z"));
  private final InstantSource clock = now::get;
  private StoreConnection connection;
  private TokenStore store;

  @BeforeEach
  void open() {
    connection = StoreConnection.open(new StoreSettings(null, null, folder, "gateway"));
    store = new TokenStore(connection.database());
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Test
  void grantsTheQuotaAndNotOneMore() {
    Tokens door = door();

    List<Tokens.Standing> standings = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      standings.add(door.take("nord/users/anna", HUNDRED, 1));
    }

    assertThat(standings.get(0).remaining()).isEqualTo(99);
    assertThat(standings.get(0).resetSeconds()).isEqualTo(53);
    assertThat(standings.subList(0, 100)).allMatch(Tokens.Standing::granted);
    assertThat(standings.get(99).remaining()).isZero();
    assertThat(standings.get(100).granted()).isFalse();
  }

  @Test
  void beginsAnewWithTheNextWindowAndKeepsKeysApart() {
    Tokens door = door();
    assertThat(granted(door, "a", 200)).isEqualTo(100);
    assertThat(door.take("b", HUNDRED, 1).granted()).isTrue();

    now.set(Instant.parse("2026-11-23T10:01:00Z"));

    assertThat(granted(door, "a", 200)).isEqualTo(100);
  }

  @Test
  void admitsTheQuotaOverTwoDoorsAtOnce() throws Exception {
    List<Tokens> doors = List.of(door(), door());

    long admitted = 0;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Tokens door = doors.get(i % 2);
        tasks.add(() -> granted(door, "nord/users/anna", 100));
      }
      for (Future<Long> task : callers.invokeAll(tasks)) {
        admitted += task.get();
      }
    }

    assertThat(admitted).isLessThanOrEqualTo(100).isGreaterThan(85);
  }

  @Test
  void missesAtMostOneSliceThatAnotherDoorHolds() {
    Tokens idle = door();
    Tokens busy = door();
    assertThat(idle.take("a", HUNDRED, 1).granted()).isTrue();

    assertThat(granted(busy, "a", 200)).isEqualTo(90);
    assertThat(granted(idle, "a", 200)).isEqualTo(9);
  }

  @Test
  void asksTheStoreOncePerSlice() {
    Tokens door = door();
    Policy big = new Policy("user", 10_000, Duration.ofSeconds(60));
    granted(door, big, "a", 900);

    assertThat(store.used("user/a", big.span(now.get()))).isEqualTo(1_000);
  }

  @Test
  void leasesMoreAtOnceForWhoCallsMore() {
    Tokens door = door();
    Policy big = new Policy("user", 100_000, Duration.ofSeconds(60));
    granted(door, big, "a", 1_001);
    assertThat(store.used("user/a", big.span(now.get()))).isEqualTo(3_000);

    now.set(now.get().plusSeconds(60));
    granted(door, big, "a", 10);

    assertThat(store.used("user/a", big.span(now.get()))).isEqualTo(1_000);
  }

  @Test
  void countsMonthsAcrossRestarts() {
    Policy month = Policy.monthly("month", 50);
    Tokens before = door();
    assertThat(granted(before, month, "nord/apiKeys/k", 20)).isEqualTo(20);
    before.close();

    Tokens after = door();

    assertThat(after.used(List.of("nord/apiKeys/k", "nord/apiKeys/l"), month))
        .isEqualTo(Map.of("nord/apiKeys/k", 20L));
    assertThat(granted(after, month, "nord/apiKeys/k", 100)).isEqualTo(30);
    Tokens.Standing refused = after.take("nord/apiKeys/k", month, 1);
    assertThat(refused.reset()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
  }

  @Test
  void chargesWhatHasHappenedAlsoBeyondTheQuota() {
    Policy events = Policy.monthly("events", 1_000);
    Tokens door = door();
    assertThat(door.charge("k", events, 0).granted()).isTrue();
    assertThat(door.charge("k", events, 900).remaining()).isEqualTo(100);
    assertThat(door.charge("k", events, 400).granted()).isFalse();

    assertThat(door().charge("k", events, 0).granted()).isFalse();
    assertThat(door.used(List.of("k"), events)).isEqualTo(Map.of("k", 1_300L));
  }

  @Test
  void takesAnotherQuotaAtOnceLessWhatWasUsed() {
    Tokens door = door();
    Policy small = Policy.monthly("month", 10);
    assertThat(granted(door, small, "k", 30)).isEqualTo(10);

    Policy big = Policy.monthly("month", 50);

    assertThat(granted(door, big, "k", 15)).isEqualTo(15);
    assertThat(granted(door, Policy.monthly("month", 20), "k", 5)).isZero();
    assertThat(granted(door, big, "k", 50)).isEqualTo(25);
    assertThat(door.used(List.of("k"), big)).isEqualTo(Map.of("k", 50L));
    Policy events = Policy.monthly("events", 10);
    door.charge("k", events, 20);
    assertThat(door.charge("k", Policy.monthly("events", 30), 0).remaining()).isEqualTo(10);
  }

  @Test
  void looksAgainWhereNothingWasLeft() {
    Policy month = Policy.monthly("month", 100);
    Tokens leaving = door();
    Tokens staying = door();
    leaving.take("k", month, 1);
    assertThat(granted(staying, month, "k", 200)).isEqualTo(90);
    leaving.close();
    assertThat(staying.take("k", month, 1).granted()).isFalse();

    now.set(now.get().plusSeconds(10));

    assertThat(granted(staying, month, "k", 20)).isEqualTo(9);
  }

  @Test
  void leasesAtMostAThousandOfALargeQuota() {
    Policy month = Policy.monthly("month", 1_000_000);
    door().take("k", month, 1);

    assertThat(store.used(List.of("month/k"), month.span(now.get())))
        .isEqualTo(Map.of("month/k", 1_000L));
  }

  @Test
  void grantsOneSliceAWindowWhileTheStoreIsAway() {
    EmbeddedStore other =
        EmbeddedStore.start(EmbeddedStoreSettings.of(folder.resolveSibling("other")));
    try (MongoClient client = MongoClients.create(other.uri() + "&serverSelectionTimeoutMS=200")) {
      Tokens door = new Tokens(new TokenStore(client.getDatabase("gateway")), clock, SHARE);
      other.close();

      assertThat(granted(door, "a", 100)).isEqualTo(10);
    }
  }

  private Tokens door() {
    return new Tokens(store, clock, SHARE);
  }

  private static long granted(Tokens door, String key, int tries) {
    return granted(door, HUNDRED, key, tries);
  }

  private static long granted(Tokens door, Policy policy, String key, int tries) {
    long granted = 0;
    for (int i = 0; i < tries; i++) {
      if (door.take(key, policy, 1).granted()) {
        granted++;
      }
    }
    return granted;
  }
}
