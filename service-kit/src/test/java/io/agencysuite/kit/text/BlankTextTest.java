package io.agencysuite.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\r\n",
        "\u00a0",
        "\u2007",
        "\u202f",
        "\u3000",
        "\u2028",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u202e \u200f",
        "\udb40\udc41"
      })
  void takesWhatShowsNothingForBlank(String text) {
    assertThat(BlankText.is(text)).isTrue();
  }

  @Test
  void takesTextThatHoldsInvisibleCharactersForText() {
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

    assertThat(BlankText.is(family)).isFalse();
    assertThat(BlankText.is("\u00a0x\u200b")).isFalse();
    assertThat(BlankText.is("می\u200cخواهم")).isFalse();
  }
}
