package io.agencysuite.metrics.vanity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.vanity.VanityWorth.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class VanityTextTest {

  @Test
  void saysWhatLikeCameWith() {
    VanityWorth worth = worth(Vanity.LIKES, 12.34, 5, 1_519.9);

    assertThat(VanityText.german(worth, "EUR", 3))
        .isEqualTo(
            "Ein Like: ging einher mit 0,12 EUR mehr Nettoumsatz (95 %: 0,05 EUR bis 15,20 EUR),"
                + " aus 180 Tagen, bis 3 Tage danach.");
    assertThat(VanityText.english(worth, "EUR", 3))
        .isEqualTo(
            "A like: came with 0.12 EUR more net revenue (95 %: 0.05 EUR to 15.20 EUR),"
                + " over 180 days, up to 3 days later.");
  }

  @Test
  void saysPlainlyThatWorthIsZero() {
    VanityWorth worth = worth(Vanity.REACH, 0.001, -0.002, 0.004);

    assertThat(VanityText.german(worth, "EUR", 3))
        .startsWith(
            "1.000 erreichte Personen: im Rahmen des Fehlers 0 wert (95 %: -0,0200 EUR bis");
    assertThat(VanityText.english(worth, "EUR", 3)).contains("worth 0 within the error");
  }

  @Test
  void saysWhenMoreCameWithLess() {
    assertThat(VanityText.english(worth(Vanity.FOLLOWERS_GAINED, -200, -300, -100), "CHF", 0))
        .startsWith("A new follower: came with 2.00 CHF less net revenue (95 %: -3.00 CHF to");
  }

  @Test
  void saysWhyThereIsNoFigure() {
    VanityWorth little = VanityWorth.without(Vanity.LIKES, Verdict.TOO_LITTLE_DATA, 45, 120);
    VanityWorth together =
        VanityWorth.without(Vanity.IMPRESSIONS, Verdict.NOT_SEPARABLE, 200, 120)
            .movingWith(List.of(Vanity.REACH));

    assertThat(VanityText.german(little, "EUR", 3))
        .isEqualTo("Likes: zu wenig Daten, 45 von 120 nötigen Tagen.");
    assertThat(VanityText.english(together, "EUR", 3))
        .isEqualTo("Impressions: cannot be told apart from Reach; the worth is in their figure.");
    assertThat(
            VanityText.german(
                VanityWorth.without(Vanity.REACH, Verdict.NO_VARIATION, 200, 60), "EUR", 3))
        .contains("ohne Schwankung");
  }

  private static VanityWorth worth(Vanity vanity, double value, double lower, double upper) {
    return VanityWorth.of(vanity, new HacRegression.Estimate(value, 1, lower, upper), 180, 120);
  }
}
