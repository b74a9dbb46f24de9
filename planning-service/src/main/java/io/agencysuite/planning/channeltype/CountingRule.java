package io.agencysuite.planning.channeltype;

/// How a network counts; the meaning of each stands in the proto enum of the same name.
public enum CountingRule {
  CODE_POINTS,
  GRAPHEMES,
  UTF8_BYTES,
  UTF16_UNITS,
  X_WEIGHTED,
  EMOJI_AS_UTF8_BYTES,
  ESCAPED_CODE_POINTS,
  GRAPHEMES_LINKS_23,
  HASHTAGS;

  /// The size of the text by this rule.
  public int count(String text) {
    return switch (this) {
      case CODE_POINTS -> text.codePointCount(0, text.length());
      case GRAPHEMES -> TextCount.graphemes(text);
      case UTF8_BYTES -> TextCount.utf8Bytes(text);
      case UTF16_UNITS -> text.length();
      case X_WEIGHTED -> TextCount.weightedByX(text);
      case EMOJI_AS_UTF8_BYTES -> TextCount.emojiAsBytes(text);
      case ESCAPED_CODE_POINTS -> TextCount.escaped(text);
      case GRAPHEMES_LINKS_23 -> TextCount.graphemesWithShortLinks(text);
      case HASHTAGS -> TextCount.hashtags(text);
    };
  }
}
