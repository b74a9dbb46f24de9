package io.agencysuite.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KeyTextTest {
  private static final String ID = "01kb3x8w2q5r7t9v1x3z5b7d9f";

  private final RandomGenerator random = new SplittableRandom(7);
  private final KeyText key = KeyText.fresh("nord-see", ID, random);

  @Test
  void leadsToItsDocument() {
    KeyText read = KeyText.parse(key.text()).orElseThrow();

    assertThat(read).isEqualTo(key);
    assertThat(read.tenant()).isEqualTo("nord-see");
    assertThat(read.id()).isEqualTo(ID);
    assertThat(read.hash()).hasSize(64).isEqualTo(key.hash());
  }

  @Test
  void isOfAFormThatScannersFind() {
    assertThat(key.text())
        .matches("agk_[a-z][a-z0-9-]{1,62}-[0-9a-z]{26}_[0-9A-Za-z]{49}")
        .endsWith(key.hint());
  }

  @Test
  void noticesEveryWrongCharacter() {
    for (int i = KeyText.PREFIX.length(); i < key.text().length(); i++) {
      char wrong = key.text().charAt(i) == 'x' ? 'y' : 'x';
      String typed = key.text().substring(0, i) + wrong + key.text().substring(i + 1);

      assertThat(KeyText.parse(typed)).as(typed).isEmpty();
    }
    assertThat(KeyText.parse(key.text() + "x")).isEmpty();
    assertThat(KeyText.parse(key.text().substring(1))).isEmpty();
    assertThat(KeyText.parse("agk_")).isEmpty();
  }

  @Test
  void neverPrintsItsSecret() {
    assertThat(key.toString()).doesNotContain(key.text().substring(40));
  }
}
