package io.agencysuite.planning.channeltype;

import com.twitter.twittertext.TwitterTextParser;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The networks' ways of counting a text.
final class TextCount {

  private static final String LINK_OF_23 = "x".repeat(23);
  private static final Pattern LINK = Pattern.compile("https?://\\S*[^\\s.,;:!?)\\]}\"']");
  private static final Pattern REMOTE_MENTION =
      Pattern.compile("(?<![\\p{L}\\p{N}_/])(@[A-Za-z0-9_.-]+)@[A-Za-z0-9.-]+[A-Za-z0-9]");
  private static final Pattern HASHTAG =
      Pattern.compile("(?<![\\p{L}\\p{N}_&/])#(?=[\\p{N}_]*\\p{L})[\\p{L}\\p{M}\\p{N}_]+");
  private static final String RESERVED_BY_LINKEDIN = "|{}@[]()<>#\\*_~";
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int LABELS_MAX = 20;
  private static final int PARSED_MAX = 25_000;

  private TextCount() {}

  static int graphemes(String text) {
    return sum(text, cluster -> 1);
  }

  static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static int weightedByX(String text) {
    return TwitterTextParser.parseTweet(withoutDottedChains(text)).weightedLength;
  }

  static int emojiAsBytes(String text) {
    return sum(text, c -> isEmoji(c) ? utf8Bytes(c) : c.codePointCount(0, c.length()));
  }

  static int escaped(String text) {
    return text.codePoints().map(c -> RESERVED_BY_LINKEDIN.indexOf(c) >= 0 ? 2 : 1).sum();
  }

  static int graphemesWithShortLinks(String text) {
    String shortened = LINK.matcher(text).replaceAll(LINK_OF_23);
    return graphemes(REMOTE_MENTION.matcher(shortened).replaceAll("$1"));
  }

  static int hashtags(String text) {
    return (int) HASHTAG.matcher(text).results().count();
  }

  /// The parser's search for hosts takes time by the square of the dots in a word and longer. No
  /// host has this many labels, so the dots of such a word become middle dots, which weigh the
  /// same.
  private static String withoutDottedChains(String text) {
    boolean oversized = text.length() > PARSED_MAX;
    StringBuilder result = new StringBuilder(text.length());
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      boolean chain = oversized || word.chars().filter(c -> c == '.').count() > LABELS_MAX;
      words.appendReplacement(
          result, Matcher.quoteReplacement(chain ? word.replace('.', '\u00B7') : word));
    }
    return words.appendTail(result).toString();
  }

  private static int sum(String text, ToIntFunction<String> weight) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int sum = 0;
    int start = clusters.first();
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      sum += weight.applyAsInt(text.substring(start, end));
      start = end;
    }
    return sum;
  }

  /// A cluster that is shown as a picture: digits and `©` are emoji by the Unicode property, but
  /// are shown so only when the emoji style is asked for.
  private static boolean isEmoji(String cluster) {
    return cluster.codePoints().anyMatch(Character::isEmojiPresentation)
        || (cluster.indexOf(EMOJI_STYLE) >= 0 && cluster.codePoints().anyMatch(Character::isEmoji));
  }
}
