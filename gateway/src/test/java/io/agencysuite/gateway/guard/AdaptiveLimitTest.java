package io.agencysuite.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A service is simulated that needs 5 ms for a call and 1 ms of its one core, so that five calls
/// at once keep it busy and more only wait.
class AdaptiveLimitTest {
  private static final long MILLI = 1_000_000;
  private static final long LONG = 300 * MILLI;
  private static final AdmissionSettings SETTINGS =
      new AdmissionSettings(32, 4, 256, 2.0, Duration.ofMillis(2), 100, Set.of());

  private static final AdmissionSettings FOUR =
      new AdmissionSettings(4, 4, 4, 2.0, Duration.ofMillis(2), 100, Set.of());

  private long now;

  @Test
  void findsWhereMoreCallsOnlyWait() {
    AdaptiveLimit limit = new AdaptiveLimit(SETTINGS, now);
    light(limit, 30);

    overload(limit, 100);

    assertThat(limit.limit()).isBetween(8.0, 20.0);
  }

  @Test
  void doesNotTakeALongOverloadForTheNormal() {
    AdaptiveLimit limit = new AdaptiveLimit(SETTINGS, now);
    light(limit, 30);

    overload(limit, 6_000);

    assertThat(limit.limit()).isBetween(8.0, 40.0);
  }

  @Test
  void growsBackToItsStartInTheCalm() {
    AdaptiveLimit limit = new AdaptiveLimit(SETTINGS, now);
    light(limit, 30);
    overload(limit, 100);
    assertThat(limit.limit()).isLessThan(32);

    light(limit, 100);

    assertThat(limit.limit()).isBetween(32.0, 40.0);
  }

  @Test
  void growsWhenTheServiceGetsFaster() {
    AdaptiveLimit limit = new AdaptiveLimit(SETTINGS, now);
    light(limit, 30);
    overload(limit, 100);
    double before = limit.limit();

    for (int i = 0; i < 1_000; i++) {
      round(limit, (int) limit.limit(), "get", 5 * MILLI);
    }

    assertThat(limit.limit()).isGreaterThan(2 * before);
  }

  @Test
  void doesNotTakeSlowKindsOfCallsForAnOverload() {
    AdaptiveLimit limit = new AdaptiveLimit(SETTINGS, now);
    for (int i = 0; i < 100; i++) {
      round(limit, 2, "get", MILLI);
      round(limit, 2, "report", 80 * MILLI);
    }
    for (int i = 0; i < 100; i++) {
      round(
          limit,
          (int) limit.limit(),
          i % 2 == 0 ? "get" : "report",
          i % 2 == 0 ? MILLI : 80 * MILLI);
    }

    assertThat(limit.limit()).isGreaterThan(32);
  }

  @Test
  void staysAsItIsWhileLittleRuns() {
    AdaptiveLimit limit = new AdaptiveLimit(SETTINGS, now);

    light(limit, 1_000);

    assertThat(limit.limit()).isEqualTo(32);
  }

  @Test
  void shedsTheLowerClassFirst() {
    AdaptiveLimit limit = new AdaptiveLimit(FOUR, now);
    for (int i = 0; i < 3; i++) {
      limit.enter(Priority.PEOPLE, now);
    }
    now += LONG;

    assertThat(limit.enter(Priority.BATCH, now)).isZero();
    assertThat(limit.enter(Priority.PARTNERS, now)).isEqualTo(4);
    assertThat(limit.enter(Priority.PARTNERS, now)).isZero();
    assertThat(limit.enter(Priority.PEOPLE, now)).isEqualTo(5);
  }

  @Test
  void letsInWhatCameDuringAShortStall() {
    AdaptiveLimit limit = new AdaptiveLimit(FOUR, now);
    now += 60_000 * MILLI;

    assertThat(entered(limit, Priority.BATCH)).isEqualTo(4);
    assertThat(entered(limit, Priority.PARTNERS)).isEqualTo(4);
    assertThat(entered(limit, Priority.PEOPLE)).isEqualTo(16);
  }

  @Test
  void shedsWhenTheQueueDoesNotEmpty() {
    AdaptiveLimit limit = new AdaptiveLimit(FOUR, now);
    assertThat(entered(limit, Priority.PARTNERS)).isEqualTo(8);

    now += LONG;
    for (int i = 0; i < 4; i++) {
      limit.leave(now);
    }

    assertThat(limit.enter(Priority.PARTNERS, now)).isZero();
    limit.leave(now);
    assertThat(limit.enter(Priority.PARTNERS, now)).isEqualTo(4);
  }

  /// How many calls of this class come in at once.
  private int entered(AdaptiveLimit limit, Priority priority) {
    int calls = 0;
    while (limit.enter(priority, now) > 0) {
      calls++;
    }
    return calls;
  }

  private void light(AdaptiveLimit limit, int rounds) {
    for (int i = 0; i < rounds; i++) {
      for (int call = 0; call < 10; call++) {
        round(limit, 1, "get", 5 * MILLI);
      }
      now += 100 * MILLI;
    }
  }

  private void overload(AdaptiveLimit limit, int rounds) {
    for (int i = 0; i < rounds; i++) {
      int running = (int) Math.ceil(limit.limit());
      long each = Math.max(5 * MILLI, running * MILLI);
      for (long spent = 0; spent <= 100 * MILLI; spent += each) {
        round(limit, running, "get", each);
      }
    }
  }

  /// So many calls at once, each of which takes so long.
  private void round(AdaptiveLimit limit, int calls, String kind, long nanos) {
    int[] entered = new int[calls];
    for (int i = 0; i < calls; i++) {
      entered[i] = limit.enter(Priority.PEOPLE, now);
    }
    now += nanos;
    for (int i = 0; i < calls; i++) {
      limit.leave(kind, entered[i], nanos, now);
    }
  }
}
