package io.agencysuite.planning.channeltype;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The longest legal text must not hold a call up, whatever stands in it.
class CountingSpeedTest {

  private static final int LONGEST = 70_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "#",
        "#1",
        "@a",
        "@a@",
        "http://",
        "https://a.",
        "a.de ",
        "\uD83D\uDC4D",
        "a.",
        "-a.",
        "a.b.c.d.e.f.g.h.i.j ",
        "a.a.a.a,"
      })
  void countsTheLongestTextInTime(String piece) {
    String text = piece.repeat(LONGEST / piece.length());
    for (CountingRule rule : CountingRule.values()) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertThatCode(() -> rule.count(text)).doesNotThrowAnyException(),
          rule + " of " + piece);
    }
  }
}
