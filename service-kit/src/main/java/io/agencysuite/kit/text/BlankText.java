package io.agencysuite.kit.text;

/// Text that shows nothing: white space of any kind, no-break spaces and invisible format
/// characters alone. Beside visible ones a format character is fine: emoji are joined by it.
public final class BlankText {

  private BlankText() {}

  public static boolean is(String text) {
    return text.codePoints().allMatch(BlankText::isInvisible);
  }

  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT;
  }
}
