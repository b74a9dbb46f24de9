package io.agencysuite.kit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.probe.v1.CallRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRulesTest {

  private final FieldRules rules = new FieldRules();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ^[A-Z]{3}$                                | three capital letters of ISO 4217, such as EUR
          ^([0-9]{4}-[0-9]{2}-[0-9]{2})?$           | a calendar day, YYYY-MM-DD, or nothing
          ^clients/[a-z][a-z0-9-]{1,62}$            | a name of the form clients/{id}
          ^clients/[a-z0-9-]{1,9}/leads/[a-z]{1,9}$ | a name of the form clients/{id}/leads/{id}
          ^(.{12,128})?$                            | 12 to 128 characters, or nothing
          """)
  void saysPatternsInWords(String regex, String words) {
    assertThat(Expectation.pattern(regex)).isEqualTo(words);
  }

  @Test
  void namesValueAndExpectation() {
    assertThatThrownBy(() -> rules.check(CallRequest.newBuilder().setCount(-5).build()))
        .isInstanceOf(InvalidArgument.class)
        .hasMessage("count: '-5' (expected: 0..9)");
  }

  @Test
  void cutsLongValues() {
    assertThatThrownBy(
            () -> rules.check(CallRequest.newBuilder().setName("x".repeat(5000)).build()))
        .isInstanceOf(InvalidArgument.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(250));
  }

  @Test
  void refusesControlCharacters() {
    assertThatThrownBy(() -> rules.check(CallRequest.newBuilder().setName("a\u0000b").build()))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("name: the character U+0000 (expected: text without control");
    rules.check(CallRequest.newBuilder().setName("first\n\tsecond\r\n").build());
  }
}
