package io.agencysuite.metrics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.rollup.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LastTouchTest {

  private static final Instant ORDER = Instant.parse("2026-11-23T12:00:00Z");
  private static final int DIRECT = 9;

  @Test
  void creditsTheLastTouchBeforeTheOrder() {
    assertThat(credit(touch(Duration.ofDays(3), 1), touch(Duration.ofHours(1), 2))).hasValue(2);
    assertThat(credit(touch(Duration.ofDays(3), 1), touch(Duration.ofHours(-1), 2))).hasValue(1);
  }

  @Test
  void passesDirectVisitsOver() {
    assertThat(credit(touch(Duration.ofDays(3), 1), touch(Duration.ofHours(1), DIRECT)))
        .hasValue(1);
    assertThat(credit(touch(Duration.ofHours(1), DIRECT))).isEmpty();
  }

  @Test
  void looksNinetyDaysBack() {
    assertThat(credit(touch(Duration.ofDays(90), 1))).hasValue(1);
    assertThat(credit(touch(Duration.ofDays(90).plusMillis(1), 1))).isEmpty();
  }

  @Test
  void takesWhatIsSaidBeforeWhatIsLinkedBeforeUtm() {
    Origin origin = new Origin("", "", "", "abc-123", "", "Instagram ", "spring");

    assertThat(origin.resolve(id -> Optional.of(new Tuple("blog", "bock", "p1"))))
        .isEqualTo(new Tuple("blog", "bock", "p1"));
    assertThat(origin.resolve(id -> Optional.empty()))
        .isEqualTo(new Tuple("instagram", "spring", ""));
    assertThat(Origin.NONE.resolve(id -> Optional.empty())).isEqualTo(Tuple.DIRECT);
  }

  private static Touch touch(Duration before, int tuple) {
    return new Touch(ORDER.minus(before).toEpochMilli(), tuple, tuple);
  }

  private static OptionalInt credit(Touch... touches) {
    return LastTouch.credit(List.of(touches), ORDER, tuple -> tuple != DIRECT);
  }
}
