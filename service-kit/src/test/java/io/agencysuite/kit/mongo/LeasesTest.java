package io.agencysuite.kit.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.AdjustableClock;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.time.Ids;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeasesTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final Duration LENGTH = Duration.ofSeconds(10);

  private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final Leases first = new Leases(STORE.database(), clock, Ids.secure(clock));
  private final Leases second = new Leases(STORE.database(), clock, Ids.secure(clock));

  @Test
  void givesTheLeaseToOneOnly() {
    Lease held = first.acquire("one", LENGTH).orElseThrow();

    assertThat(second.acquire("one", LENGTH)).isEmpty();
    assertThat(first.acquire("one", LENGTH).orElseThrow().token()).isEqualTo(held.token());
  }

  @Test
  void raisesTheTokenWhenTheOwnerChanges() {
    Lease held = first.acquire("two", LENGTH).orElseThrow();
    clock.advance(LENGTH.plusMillis(1));

    Lease taken = second.acquire("two", LENGTH).orElseThrow();

    assertThat(taken.token()).isGreaterThan(held.token());
    assertThat(first.acquire("two", LENGTH)).isEmpty();
  }

  @Test
  void passesReleasedLeaseOnAtOnce() {
    first.release(first.acquire("three", LENGTH).orElseThrow());

    assertThat(second.acquire("three", LENGTH)).isPresent();
  }

  @Test
  void cannotReleaseALeaseThatIsNoLongerHeld() {
    Lease lost = first.acquire("four", LENGTH).orElseThrow();
    clock.advance(LENGTH.plusMillis(1));
    second.acquire("four", LENGTH);

    first.release(lost);

    assertThat(first.acquire("four", LENGTH)).isEmpty();
  }
}
