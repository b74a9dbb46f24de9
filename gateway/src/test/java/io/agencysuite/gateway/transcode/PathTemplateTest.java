package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

  @Test
  void readsVariablesVerbAndRest() {
    PathTemplate template = PathTemplate.parse("/v1/{name=clients/*/posts/**}:approve");

    assertThat(template.verb()).isEqualTo("approve");
    assertThat(template.segments()).hasSize(5);
    assertThat(template.variables()).containsExactly(new PathTemplate.Variable("name", 1, 5, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "//",
        "/a/",
        "/a//b",
        "/:v",
        "/a:",
        "/a/{x",
        "/a/{x.}",
        "/{x={y}}",
        "/a{x}",
        "/{x}a",
        "/***",
        "/a*",
        "/{1x}",
        "/a b",
        "/a:b/c",
        "/a/**/b",
        "/{x}/{x}",
        "/..",
        "/%zz"
      })
  void refusesWhatTheGrammarDoesNotName(String text) {
    assertThatThrownBy(() -> PathTemplate.parse(text))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining(text.isEmpty() ? "template" : text);
  }
}
