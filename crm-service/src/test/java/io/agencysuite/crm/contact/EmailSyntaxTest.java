package io.agencysuite.crm.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSyntaxTest {

  @ParameterizedTest
  @CsvSource({
    "' Anna@Example.COM ', anna@example.com",
    "first.last+tag@sub.example.co.uk, first.last+tag@sub.example.co.uk",
    "o'neil@example.org, o'neil@example.org",
    "müller@bücher.example, müller@bücher.example"
  })
  void takesAndNormalises(String typed, String stored) {
    assertThat(EmailSyntax.normalized(typed)).contains(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "@example.org",
        "a@",
        "a@b@c.org",
        "a..b@example.org",
        ".a@example.org",
        "a@example",
        "a@[127.0.0.1]",
        "a b@example.org",
        "a@exa mple.org",
        "Anna <anna@example.org>",
        "a@example.org\nb@example.org",
        "\"a b\"@example.org",
        "a(comment)@example.org",
        "a@-example.org"
      })
  void refuses(String typed) {
    assertThat(EmailSyntax.normalized(typed)).isEmpty();
  }
}
