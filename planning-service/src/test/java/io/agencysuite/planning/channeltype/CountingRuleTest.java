package io.agencysuite.planning.channeltype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Golden cases: what each network itself counts.
class CountingRuleTest {

  private static final String FAMILY =
      "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
  private static final String THUMB = "\uD83D\uDC4D";
  private static final String FLAG = "\uD83C\uDDE9\uD83C\uDDEA";
  private static final String CAFE_COMBINING = "cafe\u0301";

  @ParameterizedTest
  @CsvSource({
    "X_WEIGHTED, 2",
    "GRAPHEMES, 1",
    "GRAPHEMES_LINKS_23, 1",
    "CODE_POINTS, 7",
    "UTF16_UNITS, 11",
    "UTF8_BYTES, 25",
    "EMOJI_AS_UTF8_BYTES, 25",
    "ESCAPED_CODE_POINTS, 7",
    "HASHTAGS, 0"
  })
  void countsFamilyEmoji(CountingRule rule, int expected) {
    assertThat(rule.count(FAMILY)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X_WEIGHTED, 4",
    "GRAPHEMES, 4",
    "CODE_POINTS, 5",
    "UTF16_UNITS, 5",
    "UTF8_BYTES, 6",
    "EMOJI_AS_UTF8_BYTES, 5",
    "ESCAPED_CODE_POINTS, 5"
  })
  void countsCombiningAccent(CountingRule rule, int expected) {
    assertThat(rule.count(CAFE_COMBINING)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X_WEIGHTED, 6",
    "GRAPHEMES, 3",
    "CODE_POINTS, 3",
    "UTF16_UNITS, 3",
    "UTF8_BYTES, 9",
    "EMOJI_AS_UTF8_BYTES, 3"
  })
  void countsJapanese(CountingRule rule, int expected) {
    assertThat(rule.count("日本語")).isEqualTo(expected);
  }

  @Test
  void countsEveryLinkOnXAs23() {
    assertThat(CountingRule.X_WEIGHTED.count("https://beispiel.de/" + "a".repeat(200)))
        .isEqualTo(23);
    assertThat(CountingRule.X_WEIGHTED.count("münchen.de")).isEqualTo(23);
    assertThat(CountingRule.X_WEIGHTED.count("Siehe beispiel.de heute"))
        .isEqualTo("Siehe ".length() + 23 + " heute".length());
  }

  @Test
  void weighsChainsOfDotsOnXByTheirLength() {
    assertThat(CountingRule.X_WEIGHTED.count("a.".repeat(100))).isEqualTo(200);
    assertThat(CountingRule.X_WEIGHTED.count("Warten" + ".".repeat(100) + " beispiel.de"))
        .isEqualTo(6 + 100 + 1 + 23);
  }

  @Test
  void countsEmojiOnThreadsAsBytesAndDigitsAsCharacters() {
    CountingRule threads = CountingRule.EMOJI_AS_UTF8_BYTES;

    assertThat(threads.count("Hallo " + THUMB)).isEqualTo(6 + 4);
    assertThat(threads.count(FLAG)).isEqualTo(8);
    assertThat(threads.count("100 % © äöü")).isEqualTo(11);
    assertThat(threads.count("❤️")).isEqualTo(6);
    assertThat(threads.count("1️⃣")).isEqualTo(7);
  }

  @Test
  void countsReservedCharactersOnLinkedInTwice() {
    assertThat(CountingRule.ESCAPED_CODE_POINTS.count("Hallo (Welt) #eins")).isEqualTo(18 + 3);
    assertThat(CountingRule.ESCAPED_CODE_POINTS.count("|{}@[]()<>#\\*_~")).isEqualTo(30);
  }

  @Test
  void countsLinksAndMentionsOnMastodonShort() {
    CountingRule mastodon = CountingRule.GRAPHEMES_LINKS_23;

    assertThat(mastodon.count("Siehe https://beispiel.de/" + "a".repeat(300) + "."))
        .isEqualTo(6 + 23 + 1);
    assertThat(mastodon.count("Danke @anna@mastodon.social!")).isEqualTo("Danke @anna!".length());
  }

  @Test
  void countsHashtagsButNoNumbersAndAnchors() {
    assertThat(CountingRule.HASHTAGS.count("#eins #zwei_2 #über, #1 a#b https://x.de/#c #日本"))
        .isEqualTo(4);
  }

  @Test
  void countsTheEmptyTextAsNothing() {
    assertThat(List.of(CountingRule.values())).allSatisfy(r -> assertThat(r.count("")).isZero());
  }
}
