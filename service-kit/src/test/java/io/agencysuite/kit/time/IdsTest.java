package io.agencysuite.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void ordersByTimeOfCreation() {
    AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-23T08:00:00Z"));
    Ids ids = Ids.secure(clock);
    String earlier = ids.next();
    clock.advance(Duration.ofMillis(1));

    assertThat(ids.next()).isGreaterThan(earlier).hasSize(26).matches("[0-9a-hjkmnp-tv-z]{26}");
  }

  @Test
  void repeatsNoId() {
    Ids ids = Ids.secure(new AdjustableClock(Instant.EPOCH));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
  }
}
