package io.agencysuite.metrics.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourTest {

  @Test
  void makesEveryColourReadable() {
    Colour dark = Colour.parse("#14181d");
    for (int red = 0; red < 256; red += 51) {
      for (int green = 0; green < 256; green += 51) {
        for (int blue = 0; blue < 256; blue += 51) {
          Colour colour = new Colour(red, green, blue);
          assertThat(colour.readableOn(Colour.WHITE).contrast(Colour.WHITE))
              .isGreaterThanOrEqualTo(4.5);
          assertThat(colour.readableOn(dark).contrast(dark)).isGreaterThanOrEqualTo(4.5);
          assertThat(colour.contrast(colour.ink())).isGreaterThanOrEqualTo(4.5);
        }
      }
    }
    assertThat(Colour.parse("#0b6e4f").readableOn(Colour.WHITE)).hasToString("#0b6e4f");
  }
}
