package io.agencysuite.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  @Test
  void continuesAfterThePositionOfItsToken() {
    PageRequest first = PageRequest.of(2, "", "state=NEW");
    Page<String> page = Page.cut(List.of("a", "b", "c"), first, List::of);

    PageRequest second = PageRequest.of(2, page.nextToken(), "state=NEW");

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(second.after()).containsExactly("b");
  }

  @Test
  void endsWithoutToken() {
    Page<String> page = Page.cut(List.of("a", "b"), PageRequest.of(2, ""), List::of);

    assertThat(page.nextToken()).isEmpty();
  }

  @Test
  void coercesSizeOverTheMaximumAndRefusesNegative() {
    assertThat(PageRequest.of(5_000, "").size()).isEqualTo(200);
    assertThat(PageRequest.of(0, "").size()).isEqualTo(50);
    assertThatThrownBy(() -> PageRequest.of(-1, ""))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("page_size: -1 (expected: 0..200");
  }

  @Test
  void refusesTokenOfOtherArguments() {
    String token = PageRequest.of(2, "", "state=NEW").token(List.of("b"));

    assertThatThrownBy(() -> PageRequest.of(2, token, "state=WON"))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("page_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%%%", "AAAA", "bm90IGEgdG9rZW4"})
  void refusesForeignTokens(String token) {
    assertThatThrownBy(() -> PageRequest.of(2, token)).isInstanceOf(InvalidArgument.class);
  }
}
