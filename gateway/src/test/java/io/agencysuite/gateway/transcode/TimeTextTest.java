package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The expected texts are the JDK's own.
class TimeTextTest {
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int[] STEPS = {1, 1_000, 1_000_000, 1_000_000_000};

  @Test
  void printsEveryInstantAsTheJdkDoes() {
    SplittableRandom random = Seed.random("instants");
    for (int i = 0; i < 20_000; i++) {
      long seconds = random.nextLong(FIRST, LAST + 1);
      int step = STEPS[i % STEPS.length];
      int nanos = random.nextInt(1_000_000_000) / step * step;
      assertThat(TimeText.TIMESTAMP.print(seconds, nanos))
          .isEqualTo(Instant.ofEpochSecond(seconds, nanos).toString());
    }
  }

  @Test
  void printsTheFirstAndTheLastInstant() {
    assertThat(TimeText.TIMESTAMP.print(FIRST, 0)).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(TimeText.TIMESTAMP.print(LAST, 999_999_999))
        .isEqualTo("9999-12-31T23:59:59.999999999Z");
  }
}
